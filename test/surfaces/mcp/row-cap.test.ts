import { expect, test } from "bun:test";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { limits } from "../../../src/kernel/limits.ts";
import { callTool } from "../../../src/surfaces/mcp/call-tool.ts";
import { openMcp } from "../../../src/surfaces/mcp/mcp-surface.ts";
import { readProductResource } from "../../../src/surfaces/mcp/resources.ts";
import { openTestApp } from "../../open-test-app.ts";
import { callerWith, defaultToolset } from "./pretend-host.ts";

const connection = { transport: "test", headers: {}, address: "" };

/** Forty notes, and an agent whose token brings three at a time unless told otherwise. */
async function openNotes(caller: Caller = callerWith(["admin"], { maxPerPage: 3 })) {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "notes",
    fields: [{ name: "n", type: "number" }],
  });
  await app.call("records.seed", { collection: "notes", count: 40 });
  const host = mcpHost(app);
  const mcp = openMcp(host);
  const registry = await mcp.registry();
  const asked = { caller, connection, client: null };
  return {
    app,
    registry,
    caller,
    call: (name: string, args: object = {}) =>
      callTool(host, registry, { ...asked, name, arguments: args }),
    read: (uri: string) => readProductResource(host, mcp.config(), asked, uri),
  };
}

const rowsOf = ({ structuredContent }: { structuredContent?: Record<string, unknown> }) =>
  ((structuredContent?.items ?? []) as unknown[]).length;

test.each<[string, object]>([
  ["list_notes", {}],
  ["list_notes", { perPage: 2 }],
  ["list_records", { collection: "notes" }],
  ["list_records", { collection: "_superusers", perPage: 0 }],
  ["call_tool", { name: "list_notes", arguments: {} }],
  ["read_history", { collection: "notes" }],
  ["read_audit_log", {}],
  ["run_sql", { query: "SELECT * FROM notes" }],
])("%s %j brings no more rows than the token may have", async (name, args) => {
  const { call } = await openNotes();
  for (let times = 0; times < 4; times++) await call("list_collections");
  const answer = await call(name, args);
  expect(answer.isError).toBeUndefined();
  expect(answer.structuredContent?.items).toBeArray();
  expect(rowsOf(answer)).toBeLessThanOrEqual(3);
});

test("whoever asks for more is told how many there may be, and what to send", async () => {
  const { call } = await openNotes();
  const { content } = await call("list_notes", { perPage: 50 });
  expect(content[0].text).toContain("perPage must be a whole number from 1 to 3, not 50");
  expect(content[0].text).toContain('Try: list_notes {"perPage":3}');
  const logs = await call("read_logs", { limit: 4 });
  expect(logs.content[0].text).toContain("limit must be a whole number from 1 to 3, not 4");
});

test("SQL says that there is more, and how to go on", async () => {
  const { call } = await openNotes();
  const { structuredContent } = await call("run_sql", { query: "SELECT n FROM notes" });
  expect(structuredContent).toMatchObject({ more: true });
  expect(String(structuredContent?.note)).toContain("LIMIT 3 OFFSET 3");
});

test("resources keep to it as well", async () => {
  const { call, read } = await openNotes();
  for (let times = 0; times < 6; times++) await call("list_collections");
  const audit = await read("vaultbase://audit/recent");
  const [content] = audit!.contents;
  expect(JSON.parse(content && "text" in content ? content.text : "").items).toHaveLength(3);
});

test("what is listed says it, to this token alone", async () => {
  const { registry, caller } = await openNotes();
  const rowsListed = (who: Caller) => {
    const { tools } = registry.list(who, defaultToolset);
    return tools.find(({ name }) => name === "list_notes")!.inputSchema.properties?.perPage;
  };
  expect(rowsListed(caller)).toMatchObject({ maximum: 3, default: 3 });
  expect(rowsListed(callerWith(["admin"]))).toMatchObject({ maximum: 100, default: 30 });
  const [found] = registry.search(caller, "list notes", 1);
  expect(found?.inputSchema.properties?.perPage).toMatchObject({ maximum: 3 });
});

test("a token that may have more than everybody's limit still has everybody's", async () => {
  const { call } = await openNotes(callerWith(["admin"], { maxPerPage: limits.perPageMax }));
  expect(rowsOf(await call("list_notes"))).toBe(30);
  const { content } = await call("list_notes", { perPage: 101 });
  expect(content[0].text).toContain("from 1 to 100, not 101");
  const { structuredContent } = await call("find_tools", { query: "list" });
  expect(structuredContent?.tools).toHaveLength(3);
});
