// A token that is confined to some collections does not learn what the others are called, whatever
// it asks and however wrong it asks.
import { afterEach, beforeEach, expect, test } from "bun:test";
import type { Client } from "@modelcontextprotocol/client";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";
import { connectModern, serve, type Served } from "./served-host.ts";

/** Words that no answer may hold unless the question did. */
const closed = /classified|dossier/i;

/** The rule is the collection's own, though it asks about another. */
const listRule = `@collection.classified_people.codename ?= "x" || title != ""`;

/** What of an answer is news to whoever asked. */
const newsIn = (answer: unknown, asked: readonly string[] = []): string => {
  const text = JSON.stringify(answer).replaceAll(/@collection\.classified_people\b/g, "");
  return asked.reduce((rest, word) => rest.replaceAll(word, ""), text);
};

let app: TestApp;
let served: Served;
let noteId: string;
const clients: Client[] = [];

beforeEach(async () => {
  app = await openTestApp();
  const relation = (name: string, collectionId: string) => ({
    name,
    type: "relation",
    collectionId,
  });
  const text = { name: "codename", type: "text" };
  await app.call("collections.create", {
    name: "classified_people",
    type: "auth",
    fields: [text],
    listRule: "",
    viewRule: "",
  });
  await app.call("collections.create", {
    name: "notes",
    fields: [
      { name: "title", type: "text" },
      { name: "mark", type: "text" },
      relation("owner", "classified_people"),
    ],
    listRule,
  });
  await app.call("collections.create", {
    name: "dossiers",
    fields: [text, { ...relation("note", "notes"), required: true }],
    listRule: `note.mark = "x"`,
    indexes: ["CREATE INDEX idx_shared ON dossiers (codename)"],
  });
  const secret = { password: "1234567890", passwordConfirm: "1234567890" };
  const { id } = await app.call("records.create", {
    collection: "classified_people",
    data: { email: "a@example.com", codename: "Falcon", ...secret },
  });
  const note = await app.call("records.create", {
    collection: "notes",
    data: { title: "T", owner: id },
  });
  noteId = note.id;
  await app.call("records.create", {
    collection: "dossiers",
    data: { codename: "Falcon", note: note.id },
  });
  served = serve(mcpHost(app));
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await served[Symbol.asyncDispose]();
});

async function connect(toolset = "auto"): Promise<Client> {
  const { token } = await app.call("tokens.mint", {
    name: `confined ${toolset}`,
    scopes: ["mcp:admin"],
    collections: ["notes"],
  });
  const client = await connectModern(`${served.url}?toolset=${toolset}`, token);
  clients.push(client);
  return client;
}

for (const toolset of ["auto", "collections", "compact"]) {
  test(`what is offered (${toolset})`, async () => {
    const client = await connect(toolset);
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThan(5);
    expect(closed.exec(newsIn(tools))).toBeNull();
    const { resources } = await client.listResources();
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(closed.exec(newsIn([resources, resourceTemplates]))).toBeNull();
    for (const { uri } of [...resources, { uri: "vaultbase://collection/notes" }]) {
      expect(closed.exec(newsIn(await client.readResource({ uri })))).toBeNull();
    }
    const completed = await client.complete({
      ref: { type: "ref/resource", uri: "vaultbase://collection/{name}" },
      argument: { name: "name", value: "" },
    });
    expect(completed.completion.values).toEqual(["notes"]);
  });
}

test("what is answered", async () => {
  const client = await connect("collections");
  const field = (name: string, more: object) => ({ name, type: "relation", ...more });
  const alter = (change: object) =>
    ["alter_collection", { collection: "notes", ...change }] as const;
  const calls: (readonly [name: string, args: Record<string, unknown>])[] = [
    ["list_collections", {}],
    ["describe_collection", { collection: "notes" }],
    ["describe_collection", { collection: "Dosiers" }],
    ["list_dosiers", {}],
    ["list_clasified_people", {}],
    ["find_tools", { query: "list records people" }],
    ["list_records", { collection: "dosiers" }],
    ["get_record", { collection: "dosier", id: "x" }],
    ["list_notes", {}],
    ["list_notes", { expand: "owner,dosiers_via_note" }],
    ["list_notes", { filter: `owner.codename = "Falcon"` }],
    ["list_notes", { filter: `owner.codenam = "Falcon"` }],
    ["list_notes", { filter: `dosiers_via_note.codename ?= "Falcon"` }],
    ["list_notes", { filter: `@collection.dosiers.codename ?= "Falcon"` }],
    ["list_notes", { sort: "owner.codename" }],
    ["create_note", { data: { title: "x", owner: "nobody000000000" } }],
    ["create_notes", { data: { title: "x", owner: "nobody000000000" } }],
    ["check_rules", {}],
    ["delete_collection", { collection: "dosiers" }],
    ["create_collection", { name: "others", fields: [field("to", { collectionId: "dosiers" })] }],
    alter({ addFields: [field("to", { collectionId: "dosiers" })] }),
    alter({ listRule: "@collection.dosiers.codename = 'x'" }),
    alter({ listRule: "dosiers_via_note.codename = 'x'" }),
    alter({ listRule: "@request.auth.collectionName = 'clasified_people'" }),
    alter({ listRule: "@request.auth.codenam = 'x'" }),
    alter({ updateRule: "" }),
    alter({ indexes: ["CREATE INDEX idx_shared ON notes (title)"] }),
    ["preview_view", { query: "SELECT id FROM dosiers" }],
    alter({ dropFields: ["mark"] }),
    alter({ renameFields: [{ from: "mark", to: "sign" }] }),
    ["delete_notes", { id: noteId }],
    ["delete_collection", { collection: "notes" }],
    alter({ name: "Notes" }),
  ];
  const leaks: unknown[] = [];
  for (const [name, args] of calls) {
    const answer = await client.callTool({ name, arguments: args });
    const news = newsIn(answer, ["dosiers", "clasified_people", '\\"Falcon\\"']);
    if (closed.test(news) || news.includes("Falcon")) leaks.push([name, args, news]);
  }
  expect(leaks).toEqual([]);
});

test("what every tool says when it is asked nothing in particular", async () => {
  const client = await connect("collections");
  const { tools } = await client.listTools();
  for (const { name } of tools) {
    const answer = await client.callTool({ name, arguments: {} });
    expect([name, closed.exec(newsIn(answer))?.[0]]).toEqual([name, undefined]);
  }
});

test("what is about everything is not offered, and refused", async () => {
  const client = await connect("collections");
  const names = (await client.listTools()).tools.map(({ name }) => name);
  expect(names).toContain("alter_collection");
  expect(names).not.toContain("create_collection");
  const refused = await client.callTool({ name: "create_collection", arguments: { name: "more" } });
  expect(JSON.stringify(refused.content)).toContain("mint one without --collections");
  const { token } = await app.call("tokens.mint", {
    name: "reader",
    scopes: ["mcp:read"],
    collections: ["notes"],
  });
  const caller = await app.identify(token);
  for (const operation of ["audit.list", "logs.list", "logs.stats"]) {
    expect((await app.refusal(operation, {}, caller)).code).toBe("forbidden");
  }
});

test("filters and sorts go no further than the token", async () => {
  const client = await connect("collections");
  const list = async (args: Record<string, unknown>) =>
    (await client.callTool({ name: "list_notes", arguments: args })).structuredContent as
      { totalItems: number } | undefined;
  expect((await list({ filter: `owner != ""` }))?.totalItems).toBe(1);
  for (const args of [
    { filter: `owner.codename = "Falcon"` },
    { filter: `dossiers_via_note.codename ?= "Falcon"` },
    { filter: `@collection.dossiers.codename ?= "Falcon"` },
    { sort: "owner.codename" },
  ]) {
    expect((await list(args))?.totalItems).toBeUndefined();
  }
});
