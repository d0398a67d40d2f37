import { beforeEach, describe, expect, test } from "bun:test";
import { guest, localOperator } from "../../../src/kernel/caller.ts";
import { sql } from "../../../src/kernel/sql.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", {
    name: "teams",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "rank", type: "number" },
    ],
  });
  const { id } = await app.services.catalogs.current().then((all) => all.get("teams"));
  await app.call("collections.create", {
    name: "players",
    fields: [
      { name: "name", type: "text" },
      { name: "team", type: "relation", collectionId: id, cascadeDelete: true },
      { name: "portrait", type: "file" },
    ],
    indexes: ["CREATE UNIQUE INDEX player_name ON players (name)"],
  });
});

const create = (collection: string, data: object) =>
  app.call("records.create", { collection, data });
const update = (collection: string, id: string, data: object) =>
  app.call("records.update", { collection, id, data });
const remove = (collection: string, id: string) => app.call("records.delete", { collection, id });
const get = (collection: string, id: string) => app.call("records.get", { collection, id });
const list = async (input: object = {}) => (await app.call("history.list", input)).items;
const lastCall = async () => (await list({ perPage: 1 }))[0].call;
const undo = async (call?: string) =>
  app.call("history.undo", { call: call ?? (await lastCall()) });

describe("the history", () => {
  test("tells who changed what, with the values before and after", async () => {
    const { id } = await create("teams", { title: "Red", rank: 1 });
    await update("teams", id, { rank: 2 });
    await update("teams", id, { title: "Blue" });
    await remove("teams", id);
    const [deleted, renamed, ranked, created] = await list({ collection: "teams", record: id });
    expect(created).toMatchObject({
      actor: "cli",
      collection: "teams",
      record: id,
      action: "create",
      before: null,
      after: { title: "Red", rank: 1 },
    });
    expect(ranked).toMatchObject({ action: "update", before: { rank: 1 }, after: { rank: 2 } });
    expect(ranked.after).not.toHaveProperty("title");
    expect(renamed).toMatchObject({ before: { title: "Red" }, after: { title: "Blue" } });
    expect(deleted).toMatchObject({
      action: "delete",
      before: { title: "Blue", rank: 2 },
      after: null,
    });
  });

  test("is asked by call, actor and time, and in pages", async () => {
    const { token } = await app.call("tokens.mint", { name: "claude", scopes: ["mcp:write"] });
    const agent = await app.identify(token);
    await app.call("records.create", { collection: "teams", data: { title: "A" } }, agent);
    await create("teams", { title: "B" });
    expect(await list({ actor: "mcp:claude" })).toMatchObject([{ after: { title: "A" } }]);
    expect(await list({ from: "1h" })).toHaveLength(2);
    expect(await list({ to: "1h" })).toEqual([]);
    expect(await list({ perPage: 1, page: 2 })).toMatchObject([{ after: { title: "A" } }]);
    expect(await list({ perPage: 1, actor: "cli" })).toMatchObject([{ after: { title: "B" } }]);
  });

  test("holds no secrets, and is for superusers and tokens within their collections", async () => {
    const auth = { name: "people", type: "auth" };
    await app.call("collections.create", auth);
    const password = "correct horse";
    const data = { email: "a@example.com", password, passwordConfirm: password };
    const { id } = await create("people", data);
    await update("people", id, { password: "other horse", passwordConfirm: "other horse" });
    await remove("people", id);
    const text = JSON.stringify(await list({ collection: "people" }));
    expect(text).not.toMatch(/argon2|tokenKey|password/);
    await create("teams", { title: "Red" });
    const { token } = await app.call("tokens.mint", {
      name: "narrow",
      scopes: ["mcp:read"],
      collections: ["teams"],
    });
    const narrow = await app.identify(token);
    const seen = (await app.call("history.list", {}, narrow)).items;
    expect(seen.map((each: { collection: string }) => each.collection)).toEqual(["teams"]);
    const closed = await app.refusal("history.list", { collection: "people" }, narrow);
    expect(closed.code).toBe("forbidden");
    expect((await app.refusal("history.list", {}, guest)).code).toBe("unauthenticated");
    const member = await create("people", data);
    const person = await signedIn(app, "people", member.id);
    expect((await app.refusal("history.list", {}, person)).code).toBe("forbidden");
  });
});

describe("undoing a call", () => {
  test("takes back what was created, changed and deleted, and can be undone itself", async () => {
    const { id } = await create("teams", { title: "Red", rank: 1 });
    await update("teams", id, { title: "Blue", rank: 2 });
    expect(await undo()).toEqual({ undone: 1, notes: [] });
    expect(await get("teams", id)).toMatchObject({ title: "Red", rank: 1 });
    await undo();
    expect(await get("teams", id)).toMatchObject({ title: "Blue", rank: 2 });
    await remove("teams", id);
    await undo();
    expect(await get("teams", id)).toMatchObject({ title: "Blue", rank: 2 });
    const made = await create("teams", { title: "New" });
    await undo();
    expect((await app.refusal("records.get", { collection: "teams", id: made.id })).code).toBe(
      "notFound",
    );
  });

  test("takes back a batch and a cascade as a whole", async () => {
    const team = await create("teams", { title: "Red" });
    const one = await create("players", { name: "Ana", team: team.id });
    const two = await create("players", { name: "Bo", team: team.id });
    await remove("teams", team.id);
    expect((await app.refusal("records.get", { collection: "players", id: one.id })).code).toBe(
      "notFound",
    );
    expect((await undo()).undone).toBe(3);
    expect(await get("players", two.id)).toMatchObject({ name: "Bo", team: team.id });
    const changes = [
      { method: "PATCH", url: `/api/collections/players/records/${one.id}`, body: { name: "X" } },
      { method: "POST", url: "/api/collections/players/records", body: { name: "Ana" } },
      { method: "DELETE", url: `/api/collections/players/records/${two.id}` },
    ];
    await app.call("settings.set", { batch: { enabled: true } });
    await app.call("records.batch", { requests: changes });
    const { items } = await app.call("history.list", { perPage: 3, collection: "players" });
    expect(new Set(items.map((each: { call: string }) => each.call)).size).toBe(1);
    await undo(items[0].call);
    const names = (await app.call("records.list", { collection: "players", sort: "name" })).items;
    expect(names.map((each: { name: string }) => each.name)).toEqual(["Ana", "Bo"]);
  });

  test("never takes away what somebody did later", async () => {
    const { id } = await create("teams", { title: "Red", rank: 1 });
    await update("teams", id, { rank: 2 });
    const call = await lastCall();
    await update("teams", id, { title: "Blue" });
    await undo(call);
    expect(await get("teams", id)).toMatchObject({ title: "Blue", rank: 1 });
    const again = await app.refusal("history.undo", { call });
    expect(again).toMatchObject({ code: "conflict", hint: expect.stringContaining("undo that") });
    const creation = (await list({ record: id })).at(-1).call;
    expect((await app.refusal("history.undo", { call: creation })).code).toBe("conflict");
    expect(await get("teams", id)).toMatchObject({ title: "Blue" });
  });

  test("is all or nothing: names taken and relations lost in between stop it", async () => {
    const team = await create("teams", { title: "Red" });
    const ana = await create("players", { name: "Ana", team: team.id });
    await remove("players", ana.id);
    const call = await lastCall();
    const other = await create("players", { name: "Ana" });
    expect((await app.refusal("history.undo", { call })).problems).toHaveProperty("name");
    await remove("players", other.id);
    await remove("teams", team.id);
    const loose = await app.refusal("history.undo", { call });
    expect(loose).toMatchObject({ code: "conflict", problems: { team: expect.anything() } });
    expect((await app.refusal("records.get", { collection: "players", id: ana.id })).code).toBe(
      "notFound",
    );
  });

  test("says what does not come back: files, passwords, dropped fields", async () => {
    const portrait = { name: "a.txt", text: "hello" };
    const ana = await create("players", { name: "Ana", portrait });
    await remove("players", ana.id);
    const call = await lastCall();
    const { notes } = await undo(call);
    expect(notes).toEqual([`players/${ana.id}: the file ${ana.portrait} is gone for good.`]);
    expect((await get("players", ana.id)).portrait).toBe("");
    await app.call("collections.create", { name: "people", type: "auth" });
    const password = "correct horse";
    const data = { email: "a@example.com", password, passwordConfirm: password };
    const { id } = await create("people", data);
    await remove("people", id);
    expect((await undo()).notes).toEqual([`people/${id} needs a new password.`]);
    expect(await get("people", id)).toMatchObject({ email: "a@example.com" });
  });

  test("is for records: a call that changed the schema is refused, and so is an unknown one", async () => {
    await app.call("collections.create", { name: "more", fields: [] });
    const [{ call }] = (await app.storage.all<{ call: string }>({
      parts: ['SELECT "call" FROM "_changes" ORDER BY "sequence" DESC LIMIT 1'],
      values: [],
    })) as [{ call: string }];
    expect(await app.refusal("history.undo", { call })).toMatchObject({
      code: "invalid",
      hint: expect.stringContaining("_collections"),
    });
    expect((await app.refusal("history.undo", { call: "x" })).code).toBe("notFound");
    const { token } = await app.call("tokens.mint", { name: "w", scopes: ["mcp:write"] });
    const writer = await app.identify(token);
    expect((await app.refusal("history.undo", { call }, writer)).code).toBe("forbidden");
  });
});

describe("what is older than audit.historyDays", () => {
  const day = 24 * 60 * 60 * 1000;
  let time: number;

  beforeEach(async () => {
    time = Date.parse("2026-01-01T12:00:00.000Z");
    app = await openTestApp({ now: () => new Date(time) });
    await app.call("collections.create", {
      name: "teams",
      fields: [{ name: "rank", type: "number" }],
    });
  });

  const cleanUp = () => app.call("crons.run", { id: "__vbHistoryCleanup__" });
  const sequences = async () =>
    (
      await app.storage.all<{ sequence: number }>(
        sql`SELECT "sequence" FROM "_changes" ORDER BY "sequence"`,
      )
    ).map(({ sequence }) => sequence);

  /** A team made on the first day, changed on the tenth and the twentieth, seen on the thirtieth. */
  async function team(): Promise<{ id: string; calls: string[] }> {
    const { id } = await create("teams", { rank: 1 });
    const calls = [await lastCall()];
    for (const rank of [2, 3]) {
      time += 10 * day;
      await update("teams", id, { rank });
      calls.push(await lastCall());
    }
    time += 10 * day;
    return { id, calls };
  }

  test("goes, and whoever asks for it is told that it did", async () => {
    const { id, calls } = await team();
    expect(await app.call("history.list", { collection: "teams" })).not.toHaveProperty("note");
    await app.call("settings.set", { audit: { historyDays: 15 } });
    await cleanUp();
    const page = await app.call("history.list", { collection: "teams", record: id });
    expect(page.items).toMatchObject([{ before: { rank: 2 }, after: { rank: 3 } }]);
    expect(page.note).toBe(
      "Changes before 2026-01-21T12:00:00.000Z are older than kept (audit.historyDays in the settings).",
    );
    expect(await app.call("history.list", { from: "9d" })).not.toHaveProperty("note");
    for (const call of calls.slice(0, 2)) {
      const refused = await app.refusal("history.undo", { call });
      expect(refused).toMatchObject({
        code: "notFound",
        message: "What this call changed is older than kept.",
        hint: expect.stringContaining("Restore a backup from before the call."),
      });
    }
    await undo(calls[2]);
    expect(await get("teams", id)).toMatchObject({ rank: 2 });
  });

  test("a call of which only a part is kept is not undone by half", async () => {
    const context = app.contextFor(localOperator);
    const operation = app.operations.get("records.create")!;
    const within = () => operation.run(context, { collection: "teams", data: { rank: 9 } });
    await within();
    time += 20 * day;
    await within();
    await create("teams", { rank: 1 });
    await app.call("settings.set", { audit: { historyDays: 5 } });
    await cleanUp();
    const refused = await app.refusal("history.undo", { call: context.callId });
    expect(refused.message).toContain("older than kept");
    expect((await app.call("records.list", { collection: "teams" })).totalItems).toBe(3);
  });

  test("stays where a webhook has not heard of it, and the latest always does", async () => {
    await app.call("webhooks.create", {
      name: "slow",
      url: "https://example.com/",
      events: ["teams.*"],
    });
    const { id } = await team();
    const before = await sequences();
    await app.call("settings.set", { audit: { historyDays: 1 } });
    await cleanUp();
    // All but the first, which was there before the webhook; and the change of the setting.
    expect(await sequences()).toEqual([...before.slice(1), before.at(-1)! + 1]);
    await app.call("webhooks.delete", { webhook: "slow" });
    time += 10 * day;
    await cleanUp();
    const [last, ...more] = await sequences();
    expect(more).toEqual([]);
    await update("teams", id, { rank: 7 });
    expect(await sequences()).toEqual([last!, last! + 1]);
  });

  test("0 keeps everything", async () => {
    await team();
    const before = await sequences();
    await app.call("settings.set", { audit: { historyDays: 0 } });
    await cleanUp();
    expect(await sequences()).toEqual([...before, before.at(-1)! + 1]);
  });
});
