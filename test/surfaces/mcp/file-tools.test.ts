import { beforeEach, describe, expect, test } from "bun:test";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import { localOperator } from "../../../src/kernel/caller.ts";
import { callTool } from "../../../src/surfaces/mcp/call-tool.ts";
import { openMcp } from "../../../src/surfaces/mcp/mcp-surface.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", {
    name: "letters",
    fields: [
      { name: "page", type: "file" },
      { name: "scans", type: "file", maxSelect: 3 },
    ],
  });
});

async function call(name: string, args: object): Promise<Record<string, any>> {
  const registry = await openMcp(mcpHost(app)).registry();
  const answer = await callTool(mcpHost(app), registry, {
    name,
    arguments: args,
    caller: localOperator,
    client: null,
    connection: { transport: "test", headers: {}, address: "" },
  });
  if (answer.isError) throw new Error(answer.content[0]?.text);
  return answer.structuredContent ?? {};
}

describe("an agent", () => {
  test("writes files as texts, adds and removes them, and reads them", async () => {
    const text = "Dear all";
    const made = await call("create_letters", {
      data: { page: { name: "a letter.md", text }, scans: [{ name: "one.txt", text: "1" }] },
    });
    expect(made.page).toMatch(/^a_letter_\w{10}\.md$/);
    const more = await call("update_letters", {
      id: made.id,
      data: { "scans+": [{ name: "two.txt", text: "2" }], "scans-": made.scans },
    });
    expect(more.scans).toEqual([expect.stringMatching(/^two/)]);
    const where = { collection: "letters", id: made.id };
    expect(await call("read_file", { ...where, name: made.page })).toEqual({
      name: made.page,
      type: "text/markdown",
      size: 8,
      url: `/api/v1/files/letters/${made.id}/${made.page}`,
      text,
    });
  });

  test("tries a write with a file, and nothing of it stays", async () => {
    const data = { page: { name: "a.txt", text: "x" } };
    const tried = await call("create_letters", { data, dry_run: true });
    expect(tried).toMatchObject({ dry_run: true, page: expect.stringMatching(/\.txt$/) });
    const left: string[] = [];
    for await (const { path } of app.contextFor(localOperator).blobs.list("")) left.push(path);
    expect(left).toEqual([]);
  });

  test("is told what a file looks like", async () => {
    const wrong = call("create_letters", { data: { page: { file: "a.txt" } } });
    expect(wrong).rejects.toThrow('{"name":"a.txt","text":"…"}');
    await wrong.catch(() => undefined);
  });
});
