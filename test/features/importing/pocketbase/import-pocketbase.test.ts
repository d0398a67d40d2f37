import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localOperator } from "../../../../src/kernel/caller.ts";
import { dates, ids, secrets, writePocketbaseData } from "../../../fixtures/pocketbase-data.ts";
import { openTestApp, type TestApp } from "../../../open-test-app.ts";

let source: string;

beforeEach(async () => {
  source = await mkdtemp(join(tmpdir(), "pocketbase-"));
  await writePocketbaseData(source);
});
afterEach(() => rm(source, { recursive: true, force: true }));

async function bringAlong(): Promise<{ app: TestApp; answer: Record<string, any> }> {
  const app = await openTestApp();
  return { app, answer: await app.call("pocketbase.import", { directory: source }) };
}

const blobsOf = (app: TestApp) => app.contextFor(localOperator).blobs;

const post = { collection: "posts", id: ids.post };

describe("what comes along", () => {
  test("is told, and so is what does not", async () => {
    const { answer } = await bringAlong();
    expect(answer.collections.toSorted((a: any, b: any) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: "_superusers", type: "auth", records: 1, files: 0 },
      { name: "posts", type: "base", records: 1, files: 2 },
      { name: "titles", type: "view", records: 0, files: 0 },
      { name: "users", type: "auth", records: 1, files: 0 },
    ]);
    expect(answer.settings).toBe(true);
    expect(answer.left).toEqual([
      { what: `posts/${ids.post}/lost_abcdefghij.txt`, why: expect.any(String) },
      { what: "posts.updateRule", why: expect.stringContaining("It is locked for now") },
    ]);
  });

  test("collections, as old as they were", async () => {
    const { app } = await bringAlong();
    const { created, updated } = await app.call("collections.view", { collection: "posts" });
    expect({ created, updated }).toEqual(dates);
  });

  test("records, with their ids, dates and values", async () => {
    const { app } = await bringAlong();
    expect(await app.call("records.get", post)).toMatchObject({
      id: ids.post,
      title: "Hello",
      tags: ["a", "c"],
      meta: { deep: [1, null] },
      at: "2020-01-02 03:04:05.678Z",
      author: ids.ana,
      cover: "cover_abcdefghij.txt",
      more: ["one_abcdefghij.txt", "lost_abcdefghij.txt"],
      created: "2020-01-02 03:04:05.678Z",
      updated: "2020-01-02 03:04:05.678Z",
    });
  });

  test("files, where their records look for them", async () => {
    const { app } = await bringAlong();
    const found = await blobsOf(app).open(`pbc_posts000001/${ids.post}/cover_abcdefghij.txt`);
    expect(await found?.content.text()).toBe("the cover");
  });

  test("accounts, with passwords, and sessions that go on", async () => {
    const { app } = await bringAlong();
    const signIn = { collection: "users", identity: "ana@example.com", password: secrets.password };
    expect((await app.call("auth.withPassword", signIn)).record.id).toBe(ids.ana);
    const { SignJWT } = await import("jose");
    const session = await new SignJWT({ id: ids.ana, collectionId: ids.users, type: "auth" })
      .setProtectedHeader({ alg: "HS256" })
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode(secrets.tokenKey + secrets.usersSecret));
    expect((await app.identify(session)).record?.id).toBe(ids.ana);
  });

  test("rules, views and settings", async () => {
    const { app } = await bringAlong();
    const posts = await app.call("collections.view", { collection: "posts" });
    expect({ list: posts.listRule, update: posts.updateRule }).toEqual({ list: "", update: null });
    const { items } = await app.call("records.list", { collection: "titles" });
    expect(items).toMatchObject([{ id: ids.post, title: "Hello" }]);
    const settings = await app.call("settings.get", {});
    expect(settings).toMatchObject({ meta: { appName: "Old app" }, smtp: { port: 587 } });
    expect(JSON.stringify(settings)).not.toContain(secrets.smtpPassword);
  });
});

describe("all or nothing", () => {
  test("a row that cannot come in is named, and nothing stays", async () => {
    const database = new Database(join(source, "data.db"));
    database.run("INSERT INTO posts SELECT * FROM posts");
    database.close();
    const app = await openTestApp();
    const refusal = await app.refusal("pocketbase.import", { directory: source });
    expect(refusal.message).toBe(`posts/${ids.post} cannot be brought along.`);
    expect(refusal.hint).toBe("id: Value must be unique. Nothing was imported.");
    expect((await app.services.catalogs.current()).find("posts")).toBeUndefined();
    expect(await blobsOf(app).open(`pbc_posts000001/${ids.post}/one_abcdefghij.txt`)).toBeNull();
  });

  test("the source stays as it is", async () => {
    const files = async () => (await readdir(source, { recursive: true })).toSorted();
    const before = await files();
    await bringAlong();
    expect(await files()).toEqual(before);
  });

  test("a second time is refused", async () => {
    const { app } = await bringAlong();
    const refusal = await app.refusal("pocketbase.import", { directory: source });
    expect(refusal).toMatchObject({ code: "conflict", hint: expect.stringContaining("--dir") });
  });
});

/** What PocketBase takes and we do not, in every place where its names are said. */
function addOddities(): void {
  const id = { id: "text3208210256", name: "id", type: "text", system: true, primaryKey: true };
  const odd = {
    id: "pbc_odd00000001",
    name: "_parts",
    fields: [
      { ...id, required: true, min: 15, max: 15, pattern: "^[a-z0-9]+$" },
      { id: "f_row", name: "rowid", type: "number" },
      { id: "f_proto", name: "constructor", type: "text" },
      { id: "f_via", name: "came_via_us", type: "bool" },
      { id: "f_size", name: "size", type: "select", maxSelect: 3, values: ["s", "s", "m"] },
      { id: "f_day", name: "day", type: "date", min: "2024-01-01", max: "2020-01-01" },
      { id: "f_code", name: "code", type: "text", pattern: "^(?P<first>[a-z])" },
      {
        id: "f_post",
        name: "post",
        type: "relation",
        collectionId: "pbc_posts000001",
        maxSelect: 1,
      },
      { id: "f_file", name: "file", type: "file", maxSelect: 1, maxSize: 0 },
    ],
    indexes: [
      "CREATE UNIQUE INDEX `_by_row` ON `_parts` (`rowid`) WHERE `rowid` > 0",
      "CREATE INDEX `again` ON `_parts` (`size`)",
      "CREATE INDEX `and_again` ON `_parts` (`size`)",
    ],
    listRule: "rowid > 0 && @request.auth.id != ''",
  };
  const twin = {
    id: "pbc_twin0000001",
    name: "parts",
    fields: odd.fields.slice(0, 1),
    indexes: [],
  };
  const views = [
    ["pbc_vodd0000001", "odd_titles", "SELECT id, rowid AS number FROM _parts WHERE rowid > 1"],
    ["pbc_vodd0000002", "odd_rows", "SELECT id, size AS oid FROM _parts"],
  ] as const;
  const database = new Database(join(source, "data.db"));
  const insert = database.prepare(
    `INSERT INTO _collections (id, system, type, name, fields, indexes, listRule, options)
      VALUES (?, 0, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { id, name, fields, indexes, listRule } of [odd, { ...twin, listRule: null }]) {
    insert.run(id, "base", name, JSON.stringify(fields), JSON.stringify(indexes), listRule, "{}");
  }
  for (const [id, name, viewQuery] of views) {
    insert.run(id, "view", name, "[]", "[]", null, JSON.stringify({ viewQuery }));
  }
  database.run("UPDATE _collections SET viewRule = ? WHERE name = 'posts'", [
    "@collection._parts.constructor ?= title || _parts_via_post.rowid ?> 3",
  ]);
  database.run(`CREATE TABLE _parts (id TEXT PRIMARY KEY, "rowid" NUMERIC, constructor TEXT, size JSON,
    day TEXT, code TEXT, post TEXT, file TEXT)`);
  database.run("CREATE TABLE parts (id TEXT)");
  database.run(
    "INSERT INTO _parts VALUES (?, 7, 'me', ?, '2022-01-01', 'x', ?, 'part_abcdefghij.txt')",
    ["part00000000000", '["s","m"]', ids.post],
  );
  database.close();
  const directory = join(source, "storage", odd.id, "part00000000000");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "part_abcdefghij.txt"), "a part");
}

describe("what PocketBase takes and we do not", () => {
  beforeEach(addOddities);

  test("comes in under another name or without the option, and each of it is told", async () => {
    const { app, answer } = await bringAlong();
    expect(answer.mended.map(({ what, why }: any) => `${what}: ${why}`)).toEqual([
      "_parts: The collection is called parts_1 here.",
      "parts_1.rowid: The field is called rowid_1 here.",
      "parts_1.constructor: The field is called constructor_1 here.",
      "parts_1.came_via_us: The field is called came_by_us here.",
      "parts_1.size: Values that repeat are there once.",
      'parts_1.day: The option max is left out: "2020-01-01" cannot be held.',
      'parts_1.code: The option pattern is left out: "^(?P<first>[a-z])" cannot be held.',
      "parts_1: _by_row: The index is called by_row here.",
      'odd_titles: Its query says the new names: SELECT id, rowid_1 AS number FROM "parts_1" WHERE rowid_1 > 1',
      'odd_rows: Its query says the new names: SELECT id, size AS oid FROM "parts_1"',
    ]);
    const part = await app.call("records.get", { collection: "parts_1", id: "part00000000000" });
    expect(part).toMatchObject({
      rowid_1: 7,
      constructor_1: "me",
      size: ["s", "m"],
      day: "2022-01-01 00:00:00.000Z",
      code: "x",
      post: ids.post,
    });
    const { fields } = await app.call("collections.view", { collection: "parts_1" });
    expect(fields.find(({ name }: { name: string }) => name === "size")).toMatchObject({
      values: ["s", "m"],
      maxSelect: 2,
    });
    expect(answer.collections).toContainEqual({
      name: "parts_1",
      type: "base",
      records: 1,
      files: 1,
    });
    expect(answer.collections).toContainEqual({
      name: "parts",
      type: "base",
      records: 0,
      files: 0,
    });
    const file = await blobsOf(app).open("pbc_odd00000001/part00000000000/part_abcdefghij.txt");
    expect(await file?.content.text()).toBe("a part");
  });

  test("rules, queries and indexes say the new names", async () => {
    const { app } = await bringAlong();
    const parts = await app.call("collections.view", { collection: "parts_1" });
    expect(parts.listRule).toBe("rowid_1 > 0 && @request.auth.id != ''");
    expect(parts.indexes[0]).toBe(
      "CREATE UNIQUE INDEX `by_row` ON `parts_1` (`rowid_1`) WHERE `rowid_1` > 0",
    );
    const posts = await app.call("collections.view", { collection: "posts" });
    expect(posts.viewRule).toBe(
      "@collection.parts_1.constructor_1 ?= title || parts_1_via_post.rowid_1 ?> 3",
    );
    const { items } = await app.call("records.list", { collection: "odd_titles" });
    expect(items).toMatchObject([{ id: "part00000000000", number: 7 }]);
  });

  test("a view that cannot be made is left out with its query, and so is an index too many", async () => {
    const { app, answer } = await bringAlong();
    const left = answer.left.map(({ what, why }: any) => `${what}: ${why}`).join("\n");
    expect(left).toContain("parts_1: and_again: Another index does the same.");
    expect(left).toMatch(
      /odd_rows: .*oid.*A view holds no data; its query: SELECT id, size AS oid FROM "parts_1"/,
    );
    expect((await app.services.catalogs.current()).find("odd_rows")).toBeUndefined();
  });
});

test("a directory that is none is told", async () => {
  const app = await openTestApp();
  const refusal = await app.refusal("pocketbase.import", { directory: join(source, "nowhere") });
  expect(refusal.code).toBe("notFound");
});
