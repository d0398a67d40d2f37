// What agents get wrong with the real product: each refusal is short and says what to send instead,
// and where it offers a call, that call succeeds.
import { beforeEach, describe, expect, test } from "bun:test";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import { localOperator } from "../../../src/kernel/caller.ts";
import { callTool } from "../../../src/surfaces/mcp/call-tool.ts";
import { openMcp } from "../../../src/surfaces/mcp/mcp-surface.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", {
    name: "people",
    type: "auth",
    fields: [{ name: "nick", type: "text" }],
  });
  await app.call("collections.create", {
    name: "posts",
    fields: [
      { name: "title", type: "text", required: true, max: 10 },
      { name: "views", type: "number", min: 0 },
      { name: "author", type: "relation", collectionId: "people" },
      { name: "day", type: "date" },
      { name: "open", type: "bool" },
    ],
  });
  await app.call("flags.update", { key: "dark" });
});

async function call(name: string, args: object) {
  const registry = await openMcp(mcpHost(app)).registry();
  const answer = await callTool(mcpHost(app), registry, {
    name,
    arguments: args,
    caller: localOperator,
    client: null,
    connection: { transport: "test", headers: {}, address: "" },
  });
  return { text: answer.content[0].text, failed: answer.isError === true };
}

describe("a misspelt name: the call that is offered succeeds", () => {
  const rows: [string, object, string][] = [
    ["list_posts", { filter: "titel ~ 'x'" }, "title"],
    ["list_posts", { filter: "title ~ 'x' && author.nik = 'x'" }, "author.nick"],
    ["list_posts", { filter: "day > @nov" }, "@now"],
    ["list_posts", { sort: "-creatd_at" }, "-created_at"],
    ["list_posts", { expand: "auther" }, "author"],
    ["list_posts", { fields: "id,titel" }, "id,title"],
    ["list_records", { collection: "post" }, "posts"],
    ["describe_collection", { collection: "poeple" }, "people"],
    ["evaluate_flag", { key: "drak" }, "dark"],
    ["create_posts", { data: { titel: "x" } }, "title"],
    ["create_posts", { data: { title: "x", views: -1 } }, "0"],
    ["create_collection", { name: "more", fields: [{ name: "a", type: "txt" }] }, "text"],
    ["update_flag", { key: "x", type: "boolean" }, "bool"],
    ["seed", { collection: "posts", count: "3" }, "3"],
  ];

  test.each(rows)("%s %j", async (name, args, meant) => {
    const refused = await call(name, args);
    expect(refused.failed).toBe(true);
    expect(countTokens(refused.text)).toBeLessThanOrEqual(120);
    const [, tool = "", json = "null"] = /^Try: (\S+) (.*)$/m.exec(refused.text) ?? [];
    expect(json).toContain(meant);
    expect(await call(tool, JSON.parse(json))).toMatchObject({ failed: false });
  });
});

describe("anything else wrong: what is taken instead", () => {
  const batch = (body: object) => ({
    requests: [{ method: "POST", url: "/api/collections/posts/records", body }],
  });
  const rows: [string, object, string][] = [
    ["list_posts", { filter: "title == 'x'" }, "Equality is a single =."],
    ["list_posts", { filter: "title = 'x' and views > 1" }, "Write && for and."],
    ["list_posts", { filter: "title = 'x" }, "Close it with '"],
    ["create_posts", { data: { title: "much too long" } }, "no more than 10"],
    [
      "create_posts",
      { data: { title: "x", day: "someday" } },
      "Must be a date, such as 2024-05-06",
    ],
    ["batch_records", batch({ title: "x", views: "many" }), "Must be a number"],
    ["batch_records", batch({ title: "x", open: "perhaps" }), "Must be true or false"],
    ["create_collection", { name: "x y" }, "Use letters, digits and _"],
    ["read_logs", { status: "abc" }, "Such as 404, or 4xx"],
    ["read_audit_log", { from: "then" }, "Such as 1h, 7d, 2026-03-01"],
  ];

  test.each(rows)("%s %j", async (name, args, says) => {
    const refused = await call(name, args);
    expect(refused).toEqual({ failed: true, text: expect.stringContaining(says) });
    expect(countTokens(refused.text)).toBeLessThanOrEqual(120);
  });
});

test("what PocketBase's clients send is taken over HTTP as PocketBase takes it", async () => {
  const data = { title: "x", day: "someday", views: "many" };
  const http = { door: "http" } as const;
  const made = await app.call("records.create", { collection: "posts", data }, localOperator, http);
  expect(made).toMatchObject({ day: "", views: 0 });
  const asked = { collection: "posts", fields: "id,titel", expand: "auther" };
  const { items } = await app.call("records.list", asked, localOperator, http);
  expect(items).toEqual([{ id: made.id }]);
});
