// What nothing in SQLite ends by itself is ended from outside, and nobody else waits for it.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRawSql } from "../../src/drivers/sqlite/raw-sql/open-raw-sql.ts";
import { PointOfNoReturn } from "../../src/drivers/sqlite/raw-sql/point-of-no-return.ts";
import { openSqlite } from "../../src/drivers/sqlite/open-sqlite.ts";
import type { RawQuery } from "../../src/kernel/raw-sql.ts";
import { sql } from "../../src/kernel/sql.ts";
import type { Storage } from "../../src/kernel/storage.ts";

let directory: string;
let storage: Storage;
let raw: ReturnType<typeof openRawSql>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "vaultbase-raw-sql-"));
  const path = join(directory, "data.db");
  storage = await openSqlite(path);
  const columns = [{ name: "n", kind: "number", default: 0 }] as const;
  await storage.write(async (writer) => {
    await writer.change([{ change: "createTable", table: "t", columns }]);
    await writer.execute(
      sql`INSERT INTO "t" ("id", "n") WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 3000) SELECT 'id' || x, x FROM c`,
    );
  });
  raw = openRawSql(path, storage);
});

afterAll(async () => {
  raw.close();
  await storage.close();
  await rm(directory, { recursive: true, force: true });
});

const asked = (query: string, more: Partial<RawQuery> = {}): RawQuery => ({
  query,
  params: [],
  mode: "read",
  reach: [{ name: "t", columns: ["id", "n"], kind: "rows", search: null }],
  logged: [{ name: "t", collection: "t", secrets: [] }],
  signature: { at: "", actor: "", token: "", call: "" },
  explain: false,
  values: "json",
  maxRows: 100,
  maxCharacters: 20_000,
  timeMs: 20_000,
  ...more,
});

const nothing = () => Promise.resolve();
const run = (query: RawQuery) => raw.run(query, nothing);
const short = { timeMs: 400 };

const forever = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)";

describe("a query without end", () => {
  test.each([
    ["a recursion", `${forever} SELECT count(*) FROM c`],
    ["one that finds nothing", `${forever} SELECT x FROM c WHERE x < 0`],
    ["a cartesian product", "SELECT count(*) FROM t a, t b, t c, t d"],
    ["a sorted product", "SELECT a.id FROM t a, t b, t c ORDER BY a.id || b.id || c.id"],
    [
      "JSON out of JSON",
      `${forever} SELECT count(*) FROM c, json_each((SELECT json_group_array(n) FROM t))`,
    ],
    [
      "windows over windows",
      "SELECT sum(x) FROM (SELECT sum(a.n) OVER (ORDER BY b.n) AS x FROM t a, t b, t c)",
    ],
  ])("%s", async (_, query) => {
    const failure = run(asked(query, short));
    expect(failure).rejects.toMatchObject({
      code: "tooLarge",
      message: expect.stringContaining("took longer than 0.4 s"),
    });
    await failure.catch(() => {});
  });

  test("writes nothing, and holds nobody up for longer than it has", async () => {
    const before = await storage.all(sql`SELECT sum("n") AS "n" FROM "t"`);
    const failure = run(
      asked(`${forever} UPDATE t SET n = (SELECT max(x) FROM c)`, { ...short, mode: "write" }),
    );
    let reads = 0;
    const reading = (async () => {
      for (let done = false; !done; reads++) {
        await storage.all(sql`SELECT * FROM "t" LIMIT 1`);
        done = await Promise.race([
          failure.then(
            () => true,
            () => true,
          ),
          Bun.sleep(5).then(() => false),
        ]);
      }
    })();
    const written = storage.write((writer) =>
      writer.execute(sql`UPDATE "t" SET "n" = "n" WHERE "id" = 'id1'`),
    );
    expect(failure).rejects.toMatchObject({ code: "tooLarge" });
    expect((await written).changes).toBe(1);
    await reading;
    expect(reads).toBeGreaterThan(10);
    expect(await storage.all(sql`SELECT sum("n") AS "n" FROM "t"`)).toEqual(before);
  });
});

describe("a query that takes too much", () => {
  test.each([
    ["a value", "SELECT zeroblob(1000000000)", "too big"],
    [
      "a value put together",
      `SELECT length(group_concat(hex(zeroblob(100000)))) FROM t`,
      "too big",
    ],
    [
      "memory",
      "SELECT count(*) FROM (SELECT DISTINCT hex(zeroblob(2000000)) || n AS x FROM t ORDER BY x)",
      "too much memory",
    ],
  ])(
    "%s",
    async (_, query, words) => {
      const failure = run(asked(query));
      expect(failure).rejects.toThrow(words);
      await failure.catch(() => {});
    },
    30_000,
  );

  test("rows: says that there are more", async () => {
    const { rows, more } = await run(asked("SELECT n FROM t"));
    expect({ rows: rows.length, more }).toEqual({ rows: 100, more: true });
    expect(await run(asked("SELECT n FROM t LIMIT 100"))).toMatchObject({ more: false });
  });

  test("characters: gives fewer rows, and says how long what it cuts was", async () => {
    const wide = await run(asked("SELECT hex(zeroblob(1000)) AS x FROM t"));
    expect({ rows: wide.rows.length, more: wide.more }).toEqual({ rows: 9, more: true });
    const [[x]] = (await run(asked("SELECT hex(zeroblob(1000000)) AS x"))).rows as [[string]];
    expect(x).toHaveLength(20_000 + "… [2000000 characters]".length);
    expect(x).toEndWith("… [2000000 characters]");
  });
});

test("queries at the same time each have a process, and others wait for their turn", async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => run(asked("SELECT ? AS n", { params: [n] }))),
  );
  expect(answers.map(({ rows }) => rows)).toEqual(answers.map((_, n) => [[n]]));
});

test("after one that was ended, the next is answered", async () => {
  await run(asked(`${forever} SELECT count(*) FROM c`, short)).catch(() => {});
  expect(await run(asked("SELECT 1 AS n"))).toMatchObject({ rows: [[1]] });
});

test("where the server stops, what runs and what waits is told so", async () => {
  const stopping = openRawSql(join(directory, "data.db"), storage);
  const queries = Array.from({ length: 6 }, () =>
    stopping.run(asked(`${forever} SELECT count(*) FROM c`), nothing),
  );
  await Bun.sleep(100);
  stopping.close();
  const outcomes = await Promise.allSettled(queries);
  expect(outcomes.map((each) => each.status === "rejected" && each.reason.code)).toEqual([
    ...Array.from({ length: 4 }, () => "tooLarge"),
    ...Array.from({ length: 2 }, () => "unavailable"),
  ]);
});

test("what is ended was not committed, and what commits is not ended", () => {
  const point = new PointOfNoReturn();
  const elsewhere = new PointOfNoReturn(point.memory);
  expect([point.mayEnd(), elsewhere.mayCommit()]).toEqual([true, false]);
  point.goOn();
  expect([elsewhere.mayCommit(), point.mayEnd()]).toEqual([true, false]);
  elsewhere.goOn();
  expect([point.mayEnd(), point.mayEnd()]).toEqual([true, true]);
});
