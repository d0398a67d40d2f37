import { describe, expect, test } from "bun:test";
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

describe("what expand brings along", () => {
  /** Six posts of three authors, two each; the first author has a team. */
  async function openPosts(maxPerPage: number) {
    const { app, ...notes } = await openNotes(callerWith(["admin"], { maxPerPage }));
    const make = (name: string, ...fields: object[]) =>
      app.call("collections.create", {
        name,
        fields: [{ name: "name", type: "text" }, ...fields],
      });
    const write = async (collection: string, data: object): Promise<string> =>
      (await app.call("records.create", { collection, data })).id;
    const teams = await make("teams");
    const authors = await make("authors", {
      name: "team",
      type: "relation",
      collectionId: teams.id,
    });
    await make("posts", { name: "author", type: "relation", collectionId: authors.id });
    const team = await write("teams", { name: "north" });
    for (const name of ["a", "b", "c"]) {
      const author = await write("authors", { name, ...(name === "a" && { team }) });
      for (const part of [1, 2]) await write("posts", { name: `${name}${part}`, author });
    }
    const host = mcpHost(app);
    const registry = await openMcp(host).registry();
    const asked = { caller: callerWith(["admin"], { maxPerPage }), connection, client: null };
    const call = async (name: string, args: object) =>
      (await callTool(host, registry, { ...asked, name, arguments: args }))
        .structuredContent as any;
    return { ...notes, app, call };
  }

  const names = ({ items }: any) => items.map(({ name }: any) => name);
  const why = (cap: number) => `This token has ${cap} rows at once, what expand brings among them.`;

  const rows: [cap: number, args: object, names: string[], truncated: object | undefined][] = [
    [10, { sort: "name" }, ["a1", "a2", "b1", "b2", "c1", "c2"], undefined],
    // Six posts and three authors: those of one author share him.
    [9, { sort: "name", expand: "author" }, ["a1", "a2", "b1", "b2", "c1", "c2"], undefined],
    [
      8,
      { sort: "name", expand: "author" },
      ["a1", "a2", "b1", "b2", "c1"],
      {
        why: why(8),
        returned: 5,
        omitted: 1,
        rest: 'list_posts with {"perPage":5,"page":2} or with fields',
      },
    ],
    [6, { sort: "name", expand: "author.team", perPage: 2, page: 2 }, ["b1", "b2"], undefined],
    [
      3,
      { sort: "name", expand: "author.team" },
      ["a1"],
      {
        why: why(3),
        returned: 1,
        omitted: 2,
        rest: 'list_posts with {"perPage":1,"page":2} or with fields',
      },
    ],
    // What is not shown is not counted.
    [3, { sort: "name", expand: "author", fields: "name" }, ["a1", "a2", "b1"], undefined],
  ];
  for (const [cap, args, expected, truncated] of rows) {
    test(`is counted: ${cap} rows for ${JSON.stringify(args)}`, async () => {
      const { call } = await openPosts(cap);
      const answer = await call("list_posts", args);
      expect(names(answer)).toEqual(expected);
      expect(answer.truncated).toEqual(truncated);
    });
  }

  test("is gone on with as it is told", async () => {
    const { call } = await openPosts(4);
    const seen: string[] = [];
    for (let args: object = { sort: "name", expand: "author" }; ;) {
      const answer = await call("list_posts", args);
      seen.push(...names(answer));
      const next = /\{[^}]+\}/.exec(answer.truncated?.rest ?? "");
      if (next) args = { ...args, ...JSON.parse(next[0]) };
      else if (answer.page < answer.totalPages)
        args = { ...args, perPage: answer.perPage, page: answer.page + 1 };
      else break;
    }
    expect(seen).toEqual(["a1", "a2", "b1", "b2", "c1", "c2"]);
  });

  test("is cut where one record alone has too much of it", async () => {
    const { app, call } = await openPosts(3);
    const { items } = await app.call("records.list", { collection: "authors", sort: "name" });
    const expand = "posts_via_author,team";
    const author = await call("get_authors", { id: items[0].id, expand });
    expect(author.expand.posts_via_author).toHaveLength(2);
    expect(author.expand.team).toBeUndefined();
    expect(author.truncated).toEqual({
      why: why(3),
      omittedExpanded: 1,
      whole: expect.stringContaining("by itself"),
    });
    const list = await call("list_authors", { sort: "name", expand });
    expect(names(list)).toEqual(["a"]);
    expect(list.truncated).toMatchObject({ omittedExpanded: 1, returned: 1, omitted: 2 });
    const alone = await (await openPosts(1)).call("list_posts", { expand: "author" });
    expect(alone.items).toHaveLength(1);
    expect(alone.items[0].expand).toEqual({});
  });

  test("is not counted for a token without such a limit", async () => {
    const { app } = await openPosts(3);
    const host = mcpHost(app);
    const registry = await openMcp(host).registry();
    const asked = { caller: callerWith(["admin"]), connection, client: null };
    const { structuredContent } = await callTool(host, registry, {
      ...asked,
      name: "list_posts",
      arguments: { expand: "author" },
    });
    expect(rowsOf({ structuredContent: structuredContent! })).toBe(6);
    expect(structuredContent?.truncated).toBeUndefined();
  });
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
