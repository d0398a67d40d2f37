import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
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

test("a directory that is none is told", async () => {
  const app = await openTestApp();
  const refusal = await app.refusal("pocketbase.import", { directory: join(source, "nowhere") });
  expect(refusal.code).toBe("notFound");
});
