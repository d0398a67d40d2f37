// What a tool's annotations promise, held against the engine: while somebody else has the write
// lock, nothing can be written, so a tool that answers has read and no more.
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import { localOperator } from "../../../src/kernel/caller.ts";
import { callTool } from "../../../src/surfaces/mcp/call-tool.ts";
import { openMcp } from "../../../src/surfaces/mcp/mcp-surface.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const toolsets = ["collections", "compact"] as const;

test.each(toolsets)("%s: every tool that says it only reads does", async (toolset) => {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "posts",
    fields: [
      { name: "title", type: "text" },
      { name: "page", type: "file" },
    ],
  });
  const data = { title: "Hi", page: { name: "hi.txt", text: "Hi" } };
  const { id, page } = await app.call("records.create", { collection: "posts", data });
  await app.call("flags.update", { key: "f" });
  const registry = await openMcp(mcpHost(app)).registry();
  const options = { toolset, maxListedTools: 100, toolNames: "plain", perPageMax: 100 } as const;
  const reading = registry
    .list(localOperator, options)
    .tools.filter(({ annotations }) => annotations?.readOnlyHint === true);
  expect(reading.length).toBeGreaterThan(3);

  await whileLocked(app, async () => {
    for (const { name, inputSchema } of reading) {
      const known: Record<string, string> = {
        ...{ id, collection: "posts", query: "SELECT id FROM posts" },
        key: name === "get_setting" ? "meta.appName" : "f",
        name: page,
      };
      const needed = (inputSchema.required ?? []) as string[];
      const args = Object.fromEntries(needed.map((each) => [each, known[each]]));
      const answer = await callTool(mcpHost(app), registry, {
        name,
        arguments: args,
        caller: localOperator,
        client: null,
        connection: { transport: "test", headers: {}, address: "" },
      });
      expect({ name, failed: answer.isError ?? false }).toEqual({ name, failed: false });
    }
  });
});

/** The calls' own traces wait until the lock is given back. */
async function whileLocked(app: TestApp, work: () => Promise<void>): Promise<void> {
  const other = new Database(join(app.directory, "data.db"));
  other.run("BEGIN IMMEDIATE");
  try {
    await work();
  } finally {
    other.run("ROLLBACK");
    other.close();
  }
}
