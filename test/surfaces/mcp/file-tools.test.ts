import { beforeEach, describe, expect, test } from "bun:test";
import { encode } from "fast-png";
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

async function answerOf(name: string, args: object) {
  const registry = await openMcp(mcpHost(app)).registry();
  const answer = await callTool(mcpHost(app), registry, {
    name,
    arguments: args,
    caller: localOperator,
    client: null,
    connection: { transport: "test", headers: {}, address: "" },
  });
  if (answer.isError) throw new Error(answer.content[0].text);
  return answer;
}

async function call(name: string, args: object): Promise<Record<string, any>> {
  return (await answerOf(name, args)).structuredContent ?? {};
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

  test("looks at an image, made small", async () => {
    const data = new Uint8Array(1600 * 800 * 3).fill(200);
    const base64 = encode({ width: 1600, height: 800, data, channels: 3 }).toBase64();
    const { id, page } = await call("create_letters", {
      data: { page: { name: "photo.png", base64 } },
    });
    const answer = await answerOf("read_file", { collection: "letters", id, name: page });
    expect(answer.structuredContent).toMatchObject({ name: page, type: "image/png" });
    expect(answer.structuredContent).not.toHaveProperty("image");
    const [text, image] = answer.content;
    expect(text.text.length).toBeLessThan(500);
    expect(image?.mimeType).toBe("image/webp");
    const { width, height } = await new Bun.Image(Buffer.from(image!.data, "base64")).metadata();
    expect([width, height]).toEqual([768, 384]);
    const inside = await app.call("files.read", { collection: "letters", id, name: page });
    expect(inside).not.toHaveProperty("image");
  });

  test("is not shown what only calls itself an image, and reads a drawing as text", async () => {
    const read = async (name: string, text: string) => {
      const { id, page } = await call("create_letters", { data: { page: { name, text } } });
      return answerOf("read_file", { collection: "letters", id, name: page });
    };
    expect((await read("a.gif", "GIF89a broken")).content).toHaveLength(1);
    expect((await read("a.svg", "<svg/>")).structuredContent).toMatchObject({ text: "<svg/>" });
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
