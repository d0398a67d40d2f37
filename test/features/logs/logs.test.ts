import { describe, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { guest } from "../../../src/kernel/caller.ts";
import { limits } from "../../../src/kernel/limits.ts";
import { sql } from "../../../src/kernel/sql.ts";
import type { LogEntry } from "../../../src/kernel/log.ts";
import { applicationId } from "../../../src/drivers/sqlite/application-id.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const entry = (message: string, more: Partial<LogEntry> = {}): LogEntry => ({
  level: 0,
  message,
  data: { type: "request", status: 200 },
  ...more,
});

async function messages(app: TestApp, input: object = {}): Promise<string[]> {
  const { items } = await app.call("logs.list", { sort: "@rowid", ...input });
  return items.map((each: { message: string }) => each.message);
}

const set = (app: TestApp, logs: object) => app.call("settings.set", { logs });

describe("logs", () => {
  test("are there as soon as somebody asks, newest first, in pages", async () => {
    const app = await openTestApp();
    for (const name of ["one", "two", "three"]) app.services.logs.write(entry(name));
    const page = await app.call("logs.list", { perPage: 2 });
    expect(page).toMatchObject({ page: 1, perPage: 2, totalItems: 3, totalPages: 2 });
    expect(page.items.map((each: LogEntry) => each.message)).toEqual(["three", "two"]);
    expect(page.items[0]).toEqual({
      id: expect.stringMatching(/^[a-z0-9]{15}$/),
      created: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/),
      level: 0,
      message: "three",
      data: { type: "request", status: 200 },
    });
    expect(await app.call("logs.get", { id: page.items[0].id })).toEqual(page.items[0]);
    expect((await app.refusal("logs.get", { id: "nope" })).code).toBe("notFound");
    expect(await app.call("logs.list", { skipTotal: true })).toMatchObject({ totalItems: -1 });
  });

  test("are filtered and sorted in the language of records", async () => {
    const app = await openTestApp();
    const { logs } = app.services;
    logs.write(entry("fine", { data: { type: "request", status: 200, execTime: 3 } }));
    logs.write(entry("slow", { data: { type: "request", status: 200, execTime: 900 } }));
    logs.write(entry("lost", { level: 8, data: { type: "request", status: 404, execTime: 1 } }));
    logs.write(entry("late", { level: 4, data: { type: "cron" } }));
    const filters: [filter: string, found: string[]][] = [
      ["level > 0", ["lost", "late"]],
      ["data.status >= 400", ["lost"]],
      ["data.type = 'request' && data.execTime > 2", ["fine", "slow"]],
      ["message ~ 'l' && message != 'late'", ["slow", "lost"]],
      ["created > '2020-01-01' && created <= @now", ["fine", "slow", "lost", "late"]],
      ["data.nothing = null && level = 4", ["late"]],
    ];
    for (const [filter, found] of filters) expect(await messages(app, { filter })).toEqual(found);
    expect((await messages(app, { sort: "-data.execTime" }))[0]).toBe("slow");
    const wrong = await app.refusal("logs.list", { filter: "mesage = 1" });
    expect(wrong).toMatchObject({ code: "invalid", hint: "Did you mean message?" });
  });

  test("are counted by the hour", async () => {
    const app = await openTestApp();
    app.services.logs.write(entry("one"));
    app.services.logs.write(entry("two", { level: 8 }));
    const hour = new Date().toISOString().replace("T", " ").slice(0, 13);
    const all = await app.call("logs.stats", {});
    expect(all.items).toEqual([{ date: `${hour}:00:00.000Z`, total: 2 }]);
    expect((await app.call("logs.stats", { filter: "level > 0" })).items[0].total).toBe(1);
    expect((await app.call("logs.stats", { filter: "level > 8" })).items).toEqual([]);
  });

  test("are for superusers, and for tokens that may read them", async () => {
    const app = await openTestApp();
    for (const operation of ["logs.list", "logs.stats", "logs.clear"]) {
      expect((await app.refusal(operation, {}, guest)).code).toBe("unauthenticated");
    }
  });

  test("can be cleared", async () => {
    const app = await openTestApp();
    app.services.logs.write(entry("one"));
    expect(await messages(app)).toEqual(["one"]);
    expect(await app.call("logs.clear", {})).toEqual({});
    expect(await messages(app)).toEqual([]);
  });
});

describe("settings decide", () => {
  test("from which level on entries are kept", async () => {
    const app = await openTestApp();
    await set(app, { minLevel: 8 });
    app.services.logs.write(entry("fine"));
    app.services.logs.write(entry("broken", { level: 8 }));
    expect(await messages(app)).toEqual(["broken"]);
  });

  test("whether any are", async () => {
    const app = await openTestApp();
    await set(app, { maxDays: 0 });
    app.services.logs.write(entry("broken", { level: 8 }));
    expect(await messages(app)).toEqual([]);
  });

  test("whether they tell addresses and who asked", async () => {
    const app = await openTestApp();
    const data = { type: "request", auth: "people", authId: "x", remoteIP: "1", userIP: "1" };
    app.services.logs.write(entry("usual", { data }));
    await app.services.logs.flush();
    await set(app, { logIP: false, logAuthId: true });
    app.services.logs.write(entry("other", { data }));
    const { items } = await app.call("logs.list", { sort: "@rowid" });
    expect(items[0].data).toEqual({ type: "request", auth: "people", remoteIP: "1", userIP: "1" });
    expect(items[1].data).toEqual({ type: "request", auth: "people", authId: "x" });
  });

  test("how large they get", async () => {
    const app = await openTestApp();
    await set(app, { maxDataSize: 600 });
    const data = {
      type: "request",
      status: 200,
      url: "/".repeat(5000),
      userAgent: "ü".repeat(5000),
    };
    app.services.logs.write(entry("/".repeat(5000), { data }));
    const [row] = (await app.call("logs.list", {})).items;
    expect(row.message.length).toBe(limits.logMessageCharacters + 1);
    expect(row.data).toMatchObject({ type: "request", status: 200, truncated: true });
    expect(Buffer.byteLength(JSON.stringify(row.data))).toBeLessThan(700);
  });

  test("after how many days they go", async () => {
    const app = await openTestApp();
    app.services.logs.write(entry("new"));
    const storage = await app.services.logs.read();
    const old = new Date(Date.now() - 6 * 24 * 60 * 60 * 1000).toISOString().replace("T", " ");
    await storage.write((writer) =>
      writer.execute({
        parts: [`INSERT INTO "logs" ("created", "message") VALUES (`, `, 'old')`],
        values: [old],
      }),
    );
    expect(await messages(app)).toEqual(["new", "old"]);
    await app.call("crons.run", { id: "__pbLogsCleanup__" });
    expect(await messages(app)).toEqual(["new"]);
  });
});

describe("a flood", () => {
  test("is cut off and counted; what went wrong has room of its own", async () => {
    const app = await openTestApp();
    const { logs } = app.services;
    for (let n = 0; n < limits.logEntriesPerFlush + 700; n++) logs.write(entry(`fine ${n}`));
    logs.write(entry("broken", { level: 8 }));
    const { totalItems, items } = await app.call("logs.list", { perPage: 2 });
    expect(totalItems).toBe(limits.logEntriesPerFlush + 2);
    expect(items[0]).toMatchObject({ level: 4, data: { type: "dropped", count: 700 } });
    expect(items[1].message).toBe("broken");
  });
});

test("a log that cannot be written fails nothing, and is complained about", async () => {
  const app = await openTestApp();
  await writeFile(join(app.directory, "logs.db"), "this is no database, and long enough to see it");
  app.services.logs.write(entry("lost"));
  await app.services.logs.flush();
  expect((await app.refusal("logs.list", {})).code).toBe("unavailable");
  await app.call("collections.create", { name: "fine", fields: [] });
});

test("no log is in the data, and no data in the logs", async () => {
  const app = await openTestApp();
  app.services.logs.write(entry("here"));
  await app.services.logs.flush();
  const file = new Database(join(app.directory, "logs.db"), { readonly: true });
  const tables = file.query("SELECT name FROM sqlite_master WHERE type = 'table'").values().flat();
  file.close();
  expect(tables.toSorted()).toEqual(["_migrations", "logs"]);
  expect(await app.storage.hasTable("logs")).toBe(false);
});

describe("reading logs", () => {
  async function withRequests(): Promise<TestApp> {
    const app = await openTestApp();
    const requests: [method: string, url: string, status: number][] = [
      ["GET", "/api/collections/posts/records?page=1", 200],
      ["GET", "/api/collections/posts/records?page=2", 200],
      ["POST", "/api/collections/users/auth-with-password", 400],
      ["GET", '/api/it\'s "quoted" \\ here', 404],
      ["GET", "/api/settings", 401],
    ];
    for (const [method, url, status] of requests) {
      app.services.logs.write(entry(url, { data: { type: "request", method, url, status } }));
    }
    return app;
  }

  const rows: [asked: object, found: number][] = [
    [{}, 5],
    [{ since: "1h" }, 5],
    [{ until: "1h" }, 0],
    [{ since: "2020-01-01", until: "2020-12-31" }, 0],
    [{ status: "4xx" }, 3],
    [{ status: "401" }, 1],
    [{ method: "post" }, 1],
    [{ path: "posts" }, 2],
    [{ path: '"quoted" \\' }, 1],
    [{ filter: "data.status = 200 || data.status = 401" }, 3],
    [{ filter: "data.status = 200 || data.status = 401", method: "GET", path: "settings" }, 1],
    [{ limit: 2 }, 2],
  ];
  for (const [asked, found] of rows) {
    test(JSON.stringify(asked), async () => {
      const { items } = await (await withRequests()).call("logs.read", asked);
      expect(items).toHaveLength(found);
    });
  }

  test("in groups counts them, addresses without their questions", async () => {
    const app = await withRequests();
    const { groups, items, total } = await app.call("logs.read", { group_by: "path" });
    expect(groups[0]).toEqual({ value: "/api/collections/posts/records", count: 2 });
    expect({ items, total }).toEqual({ items: [], total: 5 });
  });

  test("refuses a time or a status that is none", async () => {
    const app = await openTestApp();
    expect((await app.refusal("logs.read", { since: "yesterday" })).hint).toContain("7d");
    expect((await app.refusal("logs.read", { status: "9xx" })).hint).toContain("4xx");
  });
});

describe("looking around", () => {
  const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000);

  /** A busy time yesterday, as two requests a minute over half an hour, and what agents did. */
  async function withTraffic(): Promise<TestApp> {
    let now = new Date();
    const app = await openTestApp({ now: () => now });
    const { logs } = app.services;
    for (let minute = 29; minute >= 0; minute--) {
      now = at(minute);
      const status = minute % 10 === 0 ? 503 : 200;
      const more = { level: status === 503 ? 8 : 0 } as const;
      const request = { type: "request", method: "GET", url: `/api/posts?page=${minute}` };
      logs.write(entry("posts", { ...more, data: { ...request, status, execTime: 4, auth: "" } }));
      const missing = { type: "request", method: "POST", url: "/api/nothing", auth: "bot" };
      const error = "The requested resource wasn't found.";
      const told = { ...missing, status: 404, execTime: 0.1, error, requestId: `req-${minute}` };
      logs.write(entry("nothing", { level: 8, data: told }));
    }
    now = at(0);
    const agent = { type: "mcp", operation: "records.list", auth: "mcp:bot", execTime: 90 };
    logs.write(entry("MCP records.list", { data: { ...agent, outcome: "ok" } }));
    logs.write(entry("MCP records.list", { level: 8, data: { ...agent, outcome: "forbidden" } }));
    logs.write(entry("hooks: it broke", { level: 8, data: { type: "error", error: "Error: it" } }));
    now = new Date(now.getTime() + 1000);
    return app;
  }

  const rows: [asked: object, found: number][] = [
    [{}, 63],
    [{ failed: true }, 35],
    [{ status: "5xx" }, 3],
    [{ status: "4xx" }, 31],
    [{ status: "4xx", type: "mcp" }, 1],
    [{ type: "error" }, 1],
    [{ text: "NOTHING" }, 30],
    [{ text: "wasn't found" }, 30],
    [{ text: "req-7" }, 1],
    [{ auth: "bot" }, 32],
    [{ auth: "guest" }, 30],
    [{ except: "bot" }, 33],
    [{ since: "10m", method: "post" }, 10],
    [{ until: "20m", path: "posts" }, 10],
  ];
  test("finds entries by what people ask for", async () => {
    const app = await withTraffic();
    for (const [asked, found] of rows) {
      const { totalItems } = await app.call("logs.list", { ...asked, perPage: 1 });
      expect([asked, totalItems]).toEqual([asked, found]);
    }
  });

  test("draws what was asked over time: how it ended, how long it took, and quiet times", async () => {
    const app = await withTraffic();
    const chart = await app.call("logs.chart", { since: "1h", points: 12 });
    const { items, stepMs, total } = chart;
    expect({ stepMs, total }).toEqual({ stepMs: 5 * 60_000, total: 62 });
    expect(items.length).toBeOneOf([12, 13]);
    expect(items[0]).toMatchObject({ ok: 0, refused: 0, failed: 0, medianMs: null, p95Ms: null });
    const sum = (name: string) =>
      items.reduce((all: number, each: Record<string, number>) => all + each[name]!, 0);
    expect([sum("ok"), sum("refused"), sum("failed")]).toEqual([28, 31, 3]);
    const busy = items.at(-2);
    expect(busy.medianMs).toBeLessThan(0.21);
    expect(busy.p95Ms).toBeWithin(2, 5.01);
    const some = await app.call("logs.chart", { since: "1h", path: "nothing", failed: true });
    expect(some.total).toBe(30);
    const either = { since: "1h", filter: "data.status = 503 || data.status = 1" };
    expect((await app.call("logs.chart", either)).total).toBe(3);
    const wrong = await app.refusal("logs.chart", { since: "1h", until: "2h" });
    expect(wrong.hint).toContain("until=1d");
  });

  test("lets others go on while all is looked through", async () => {
    const app = await openTestApp();
    const storage = await app.services.logs.read();
    await storage.write((writer) =>
      writer.execute(
        sql`WITH RECURSIVE "n" ("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < 200000)
          INSERT INTO "logs" ("id", "message", "data") SELECT printf('%015d', "i"), 'fine', '{"type":"request"}' FROM "n"`,
      ),
    );
    const questions = {
      "logs.list": { text: "zebra" },
      "logs.read": { since: "2000-01-01", path: "zebra" },
      "logs.groups": { by: "path", text: "zebra" },
      "logs.stats": { filter: "data.url ~ 'zebra'" },
    };
    for (const [operation, input] of Object.entries(questions)) {
      const ended: string[] = [];
      const asked = app.call(operation, input).then(() => ended.push(operation));
      for (let turn = 0; turn < 5; turn++) await new Promise((next) => setImmediate(next));
      ended.push("others");
      await asked;
      expect(ended).toEqual(["others", operation]);
    }
  });

  test("counts them by what they have in common, a token's calls together", async () => {
    const app = await withTraffic();
    const byPath = await app.call("logs.groups", { by: "path", type: "request" });
    expect(byPath.looked).toBe(60);
    expect(byPath.items).toMatchObject([
      { value: "/api/nothing", count: 30, failed: 30, meanMs: 0.1 },
      { value: "/api/posts", count: 30, failed: 3, meanMs: 4 },
    ]);
    const byAuth = await app.call("logs.groups", { by: "auth", failed: true });
    expect(byAuth.items[0]).toMatchObject({ value: "bot", count: 31, failed: 31 });
  });

  test("a log that an earlier version wrote is counted as well", async () => {
    const app = await openTestApp();
    const path = join(app.directory, "logs.db");
    const file = new Database(path, { create: true });
    file.run(`PRAGMA application_id = ${applicationId}`);
    file.run(
      `CREATE TABLE "_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "applied" TEXT NOT NULL)`,
    );
    file.run(`INSERT INTO "_migrations" VALUES ('logs-1-table', '2026-01-01')`);
    file.run(
      `CREATE TABLE "logs" ("id" TEXT PRIMARY KEY NOT NULL, "created" TEXT, "level" NUMERIC, "message" TEXT, "data" JSON)`,
    );
    file.run(`CREATE INDEX "logs_created" ON "logs" ("created")`);
    const created = at(5).toISOString().replace("T", " ");
    file.run(`INSERT INTO "logs" VALUES ('old', ?, 8, 'old', '{"status":500,"execTime":7}')`, [
      created,
    ]);
    file.close();
    expect(await app.call("logs.chart", { since: "1h" })).toMatchObject({ total: 1 });
    expect(await messages(app, { status: "5xx" })).toEqual(["old"]);
  });
});
