// An agent makes a mistake, and an admin takes it back: the compiled binary, a real MCP client.
import { Database } from "bun:sqlite";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

const dir = temporaryDirectory();
const run = async (...words: string[]) =>
  (await vaultbase([...words, "--json", "--dir", dir])).json();
let server: Awaited<ReturnType<typeof serve>>;
let agent: Client;

beforeAll(async () => {
  const fields = JSON.stringify([{ name: "title", type: "text" }]);
  await run("collections", "create", "posts", "--fields", fields);
  const { token } = await run("token", "mint", "--name", "claude", "--scope", "mcp:write,mcp:read");
  server = await serve(dir);
  agent = new Client({ name: "e2e", version: "1" });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  const url = new URL(`${server.url}/api/v1/mcp`);
  await agent.connect(new StreamableHTTPClientTransport(url, { requestInit }));
}, 60_000);

afterAll(async () => {
  await agent.close();
  await server.stop();
});

async function ask(name: string, args: object): Promise<any> {
  const { structuredContent, isError, content } = await agent.callTool({
    name,
    arguments: { ...args },
  });
  if (isError) throw new Error(JSON.stringify(content));
  return structuredContent;
}

test("what an agent deleted comes back with one command, as it was", async () => {
  const post = await ask("create_posts", { data: { title: "The only copy" } });
  await ask("delete_posts", { id: post.id });
  const { items } = await run("history", "list", "posts", "--actor", "mcp:claude");
  expect(items).toMatchObject([
    { action: "delete", record: post.id, before: { title: "The only copy" }, after: null },
    { action: "create", record: post.id },
  ]);
  const { call } = items[0];
  expect(await run("history", "undo", call, "--dry-run")).toMatchObject({ undone: 1 });
  expect(ask("get_posts", { id: post.id })).rejects.toThrow();
  expect(await run("history", "undo", call, "--yes")).toEqual({ undone: 1, notes: [] });
  expect(await ask("get_posts", { id: post.id })).toMatchObject({ title: "The only copy" });
  const again = await vaultbase(["history", "undo", call, "--yes", "--dir", dir]);
  expect(again.exitCode).toBe(1);
  expect(again.stderr).toContain("undo that first");
});

test("agents read the history within their rights; taking back is the admin's", async () => {
  const { items } = await ask("read_history", { collection: "posts", perPage: 1 });
  expect(items).toMatchObject([{ collection: "posts", action: "create" }]);
  expect(ask("undo_call", { call: items[0].call })).rejects.toThrow(/mcp:admin/);
});

test("what is older than kept goes in the night, and the history says so", async () => {
  await ask("create_posts", { data: { title: "Kept" } });
  const aged = new Database(join(dir, "data.db"));
  aged.run(
    `UPDATE "_changes" SET "at" = '2020-01-01T00:00:00.000Z'
      WHERE "sequence" < (SELECT max("sequence") FROM "_changes")`,
  );
  aged.close();
  const before = await ask("read_history", { collection: "posts" });
  expect(before.items.length).toBeGreaterThan(1);
  await run("crons", "run", "__vbHistoryCleanup__");
  const after = await ask("read_history", { collection: "posts" });
  expect(after.items).toMatchObject([{ action: "create", after: { title: "Kept" } }]);
  expect(after.note).toContain("are older than kept (audit.historyDays in the settings)");
});
