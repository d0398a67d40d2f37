import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { guest, localOperator, type Caller } from "../../../src/kernel/caller.ts";
import type { FailureCode } from "../../../src/kernel/failure.ts";
import { invoke } from "../../../src/kernel/invoke.ts";
import { expandScopes } from "../../../src/kernel/scope.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";
import { attempts } from "./bypass-corpus.ts";

/** `posts` with search, accounts in `members`, and a view of posts. */
async function withRecords(): Promise<TestApp> {
  const app = await openTestApp();
  const title = { name: "title", type: "text" };
  const fields = [title, { name: "year", type: "number" }, { name: "tags", type: "json" }];
  await app.call("collections.create", { name: "posts", fields, search: { fields: ["title"] } });
  await app.call("collections.create", {
    name: "members",
    type: "auth",
    fields: [{ name: "nick", type: "text" }],
  });
  const viewQuery = "SELECT id, title FROM posts WHERE year > 1980";
  await app.call("collections.create", { name: "recent", type: "view", viewQuery });
  for (const [index, name] of ["Alien", "Brazil", "Cube"].entries()) {
    const data = { id: `post0000000000${index}`, title: name, year: 1979 + index, tags: ["a"] };
    await app.call("records.create", { collection: "posts", data });
  }
  const password = { password: "1234567890", passwordConfirm: "1234567890" };
  await app.call("records.create", {
    collection: "members",
    data: { id: "member000000001", email: "ana@example.com", nick: "ana", ...password },
  });
  await app.call("superusers.create", { email: "root@example.com", password: "1234567890" });
  return app;
}

/** Every row of every table but the audit's, which every call adds to. */
async function everything(app: TestApp): Promise<string> {
  const all = (text: string) => app.storage.all({ parts: [text], values: [] });
  const tables = await all(
    "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '\\_search%' ESCAPE '\\' AND name <> '_audit' ORDER BY name",
  );
  const rows = await Promise.all(
    tables
      .filter(({ sql }) => String(sql).startsWith("CREATE TABLE"))
      .map(({ name }) => all(`SELECT * FROM "${name}"`)),
  );
  return JSON.stringify([tables, rows, (await readdir(app.directory)).toSorted()]);
}

/** What no answer may hold. */
async function secretsIn(app: TestApp): Promise<string[]> {
  const rows = await Promise.all(
    ["members", "_superusers"].map((table) =>
      app.storage.all({ parts: [`SELECT password, tokenKey FROM ${table}`], values: [] }),
    ),
  );
  return rows.flat().flatMap((row) => Object.values(row).map(String));
}

describe("what tries to get past the limits", () => {
  for (const allow_write of [false, true]) {
    test(`changes and shows nothing, ${allow_write ? "writing" : "reading"}`, async () => {
      const app = await withRecords();
      const posts = (await app.services.catalogs.current()).get("posts");
      const before = await everything(app);
      const secrets = await secretsIn(app);
      for (const { about, sql, read, write } of attempts) {
        const query = sql.replaceAll("SEARCH", `_search_${posts.id}`);
        const expected = (allow_write && write) || read;
        const told = await app.call("sql.run", { query, allow_write }).then(
          ({ items }) => items,
          (thrown: Error) => thrown.message,
        );
        expect({
          about,
          leaks: secrets.filter((each) => JSON.stringify(told).includes(each)),
        }).toEqual({ about, leaks: [] });
        if (expected === "rows")
          expect({ about, told }).toEqual({ about, told: expect.any(Array) });
        else if (expected instanceof RegExp) {
          expect({ about, told: typeof told === "string" ? told : "" }).toEqual({
            about,
            told: expect.stringMatching(expected),
          });
        } else expect({ about, told }).toEqual({ about, told: [...expected] });
        expect({ about, same: (await everything(app)) === before }).toEqual({ about, same: true });
      }
      expect(await Bun.file("/tmp/vaultbase-bypass.db").exists()).toBe(false);
    }, 60_000);
  }

  test("finds no way through what owners of the data made", async () => {
    const app = await withRecords();
    const owner = (query: string) => app.call("sql.execute", { query });
    await owner("CREATE VIEW mine AS SELECT * FROM _superusers");
    await owner("CREATE TABLE loose AS SELECT email FROM _superusers");
    await owner(
      "CREATE TRIGGER odd AFTER UPDATE ON posts BEGIN UPDATE _superusers SET email = new.title; END",
    );
    const viewQuery = "SELECT id, email FROM _superusers";
    await app.call("collections.create", { name: "admins", type: "view", viewQuery });
    const before = await everything(app);
    for (const query of [
      "SELECT * FROM mine",
      "SELECT count(*) FROM mine",
      "SELECT 1 FROM posts NATURAL JOIN loose",
      "SELECT * FROM admins",
      "SELECT count(*) FROM admins",
      "UPDATE posts SET title = 'me@example.com'",
    ]) {
      for (const allow_write of [false, true]) {
        const { code, message } = await app.refusal("sql.run", { query, allow_write });
        expect({ query, code, leaks: message.includes("root@") }).toEqual({
          query,
          code: "invalid",
          leaks: false,
        });
      }
    }
    expect(await everything(app)).toBe(before);
  });

  test("is a corpus worth the name", () => {
    expect(attempts.length).toBeGreaterThan(60);
  });
});

const run = (app: TestApp, query: string, more: object = {}, caller?: Caller) =>
  app.call("sql.run", { query, ...more }, caller);

/** A superuser's token. */
function tokenWith(grant: Partial<NonNullable<Caller["token"]>>): Caller {
  const token = {
    id: "t1",
    name: "agent",
    scopes: expandScopes(["mcp:sql"]),
    readOnly: false,
    collections: null,
    ...grant,
  };
  return { superuser: true, record: null, token, actor: "mcp:agent" };
}

describe("a query", () => {
  const rows: [query: string, params: readonly unknown[], items: readonly object[]][] = [
    [
      "SELECT title, year FROM posts WHERE year > ? ORDER BY year",
      [1979],
      [
        { title: "Brazil", year: 1980 },
        { title: "Cube", year: 1981 },
      ],
    ],
    ["SELECT count(*) AS n FROM posts", [], [{ n: 3 }]],
    ["SELECT ?1 AS a, ?2 AS b, ?1 AS c", ["x", null], [{ a: "x", b: null, c: "x" }]],
    [
      "SELECT ? AS yes, typeof(?) AS whole, typeof(?) AS broken",
      [true, 5, 0.5],
      [{ yes: 1, whole: "integer", broken: "real" }],
    ],
    [
      "SELECT p.id, q.id FROM posts p, posts q WHERE p.year = 1979 AND q.year = 1980",
      [],
      [{ id: "post00000000000", id_2: "post00000000001" }],
    ],
    ["SELECT value FROM posts, json_each(tags) WHERE year = 1979", [], [{ value: "a" }]],
    ["SELECT * FROM recent", [], [{ id: "post00000000002", title: "Cube" }]],
    [
      "SELECT m.nick, p.title FROM members m JOIN posts p ON p.year = 1979",
      [],
      [{ nick: "ana", title: "Alien" }],
    ],
    [
      "SELECT 9223372036854775807 AS big, 9e999 AS endless, x'00ff' AS bytes",
      [],
      [{ big: "9223372036854775807", endless: "+Inf", bytes: "x'00ff'" }],
    ],
    [
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 3) SELECT sum(x) AS s FROM n",
      [],
      [{ s: 6 }],
    ],
    [
      "SELECT title, rank() OVER (ORDER BY year DESC) AS place FROM posts LIMIT 1",
      [],
      [{ title: "Cube", place: 1 }],
    ],
    ["SELECT strftime('%Y', '2026-01-31') AS year -- a comment", [], [{ year: "2026" }]],
    [
      "SELECT tags ->> 0 AS tag, jsonb_extract(tags, '$[0]') AS same FROM posts LIMIT 1",
      [],
      [{ tag: "a", same: "a" }],
    ],
    [
      "SELECT group_concat(title, '+' ORDER BY year DESC) AS titles FROM posts",
      [],
      [{ titles: "Cube+Brazil+Alien" }],
    ],
  ];
  test("answers rows by name", async () => {
    const app = await withRecords();
    for (const [query, params, items] of rows) {
      expect({ query, ...(await run(app, query, { params })) }).toEqual({
        query,
        items,
        more: false,
      });
    }
  });

  test("of accounts shows all but their secrets", async () => {
    const app = await withRecords();
    const { items } = await run(app, "SELECT * FROM members");
    expect(items).toMatchObject([{ id: "member000000001", email: "ana@example.com", nick: "ana" }]);
    expect(Object.keys(items[0])).not.toContain("password");
    expect(Object.keys(items[0])).not.toContain("tokenKey");
  });

  test("says what is beyond a hundred rows, and that there are none", async () => {
    const app = await withRecords();
    const numbers =
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 101) SELECT x FROM n";
    const { items, more, note } = await run(app, numbers);
    expect({ rows: items.length, more }).toEqual({ rows: 100, more: true });
    expect(note).toContain("LIMIT 100 OFFSET 100");
    expect(await run(app, `${numbers} WHERE x <= 100`)).toMatchObject({ more: false });
    expect(await run(app, "SELECT * FROM posts WHERE 0")).toEqual({
      items: [],
      more: false,
      note: "No rows.",
    });
  });

  test("is explained instead", async () => {
    const app = await withRecords();
    const { items } = await run(app, "SELECT * FROM posts WHERE id = ?", {
      params: ["x"],
      explain: true,
    });
    expect(items[0].detail).toContain("SEARCH posts USING INDEX");
    const written = await run(app, "DELETE FROM posts", { allow_write: true, explain: true });
    expect(written).toEqual({
      items: [expect.objectContaining({ detail: "SCAN posts" })],
      more: false,
    });
    expect((await run(app, "SELECT count(*) AS n FROM posts")).items).toEqual([{ n: 3 }]);
  });

  const refused: [query: string, params: readonly unknown[], message: RegExp, hint: RegExp][] = [
    ["SELECT * FROM post", [], /no table "post"/, /Did you mean posts\?/],
    [
      "SELECT * FROM elsewhere",
      [],
      /no table/,
      /Each collection is a table: members, posts, recent/,
    ],
    ["SELECT titel FROM posts", [], /no column "titel"/, /Did you mean title\?/],
    ["SELECT p.yaer FROM posts p", [], /no column "p.yaer"/, /Did you mean year\?/],
    ["SELECT zzzzzz FROM posts", [], /no column/, /posts has id, .*title/],
    ['SELECT * FROM posts WHERE title = "Alien"', [], /no column "Alien"/, /single quotes/],
    ["SELECT password FROM members", [], /no column "password"/, /members has id, .*email/],
    ["SELEC 1", [], /syntax error/, /dialect is SQLite/],
    ["SELECT ?", [], /missing argument with index 1/, /a value for each \?/],
    ["SELECT ?", [1, 2], /out of range/, /more values than the query has/],
    ["SELECT :a", ["x"], /missing named argument "a"/, /Write \? for each value/],
    ["SELECT 1; SELECT 2", [], /more than one statement/, /one statement a call/],
    ["-- nothing", [], /no statement/, /comments/],
    ["DELETE FROM posts", [], /may only read/, /allow_write: true.*dry_run.*delete_posts/],
    ["SELECT load_extension('x')", [], /load_extension/, /JSON/],
    ["SELECT * FROM posts WHERE title MATCH 'a'", [], /function match/i, /search of list_X/],
    ["PRAGMA table_info(posts)", [], /Only SELECT/, /describe_collection/],
    ["SELECT zeroblob(100000000)", [], /too big/, /16 MB/],
  ];
  test("that fails is told what to do", async () => {
    const app = await withRecords();
    for (const [query, params, message, hint] of refused) {
      const failure = await app.refusal("sql.run", { query, params });
      expect({ query, message: failure.message, hint: failure.hint }).toEqual({
        query,
        message: expect.stringMatching(message),
        hint: expect.stringMatching(hint),
      });
    }
  });
});

describe("a query that may write", () => {
  test("changes records, tells which, and everybody hears of it", async () => {
    const app = await withRecords();
    const caller = tokenWith({});
    const query = "UPDATE posts SET title = title || '!' WHERE year > 1979 RETURNING title";
    const answer = await run(app, query, { allow_write: true }, caller);
    expect(answer).toEqual({
      items: [{ title: "Brazil!" }, { title: "Cube!" }],
      more: false,
      affected: 2,
      changes: [
        {
          collection: "posts",
          action: "update",
          count: 2,
          ids: ["post00000000001", "post00000000002"],
        },
      ],
    });
    const [first] = await app.storage.all({
      parts: ["SELECT * FROM _changes ORDER BY sequence DESC LIMIT 1 OFFSET 1"],
      values: [],
    });
    const posts = (await app.services.catalogs.current()).get("posts");
    expect(first).toMatchObject({
      actor: "mcp:agent",
      token: "t1",
      call: expect.stringMatching(/^\w{19}$/),
      collection: posts.id,
      record: "post00000000001",
      action: "update",
      before: '{"title":"Brazil"}',
    });
    expect(
      await app.call("records.get", { collection: "posts", id: "post00000000001" }),
    ).toMatchObject({ title: "Brazil!" });
  });

  test("stands in the audit before it writes, as it ended", async () => {
    const app = await withRecords();
    await run(app, "UPDATE posts SET year = 1", { allow_write: true });
    await app.refusal("sql.run", { query: "UPDATE posts SET yaer = 1", allow_write: true });
    const listed = async () => (await app.call("audit.list", { operation: "sql.run" })).items;
    while ((await listed())[0]?.outcome !== "invalid") await Bun.sleep(10);
    expect(await listed()).toMatchObject([
      { outcome: "invalid", changedCount: 0 },
      {
        outcome: "ok",
        changedCount: 3,
        changed: expect.arrayContaining([
          expect.objectContaining({ record: "post00000000001", action: "update" }),
        ]),
      },
    ]);
  });

  test("makes ids, and keeps the search right, whatever replaces what", async () => {
    const app = await withRecords();
    const write = (query: string) => run(app, query, { allow_write: true });
    const { items, changes } = await write(
      "INSERT INTO posts (title) VALUES ('Dune'), ('Eraserhead') RETURNING id",
    );
    expect(items).toHaveLength(2);
    expect(items[0].id).toMatch(/^r[0-9a-f]{14}$/);
    expect(changes).toMatchObject([{ action: "create", count: 2 }]);
    await write(
      "INSERT INTO posts (id, title) VALUES ('post00000000000', 'Stalker') ON CONFLICT (id) DO UPDATE SET title = excluded.title",
    );
    await write("REPLACE INTO posts (id, title) VALUES ('post00000000001', 'Solaris')");
    await write("DELETE FROM posts WHERE title = 'Cube'");
    const found = async (search: string) =>
      (await app.call("records.list", { collection: "posts", search })).items.map(
        ({ title }: { title: string }) => title,
      );
    expect(await found("dune")).toEqual(["Dune"]);
    expect(await found("stalker")).toEqual(["Stalker"]);
    expect(await found("solaris")).toEqual(["Solaris"]);
    for (const gone of ["alien", "brazil", "cube"]) expect(await found(gone)).toEqual([]);
  });

  test("tried out, says the same and keeps nothing", async () => {
    const app = await withRecords();
    const before = await everything(app);
    const context = app.contextFor(localOperator, undefined, { dryRun: true });
    const input = { query: "DELETE FROM posts WHERE year = 1979", allow_write: true };
    const answer = await invoke(context, app.operations.get("sql.run")!, input);
    expect(answer).toMatchObject({
      affected: 1,
      changes: [{ action: "delete", count: 1, ids: ["post00000000000"] }],
    });
    expect(await everything(app)).toBe(before);
  });

  test("writes all or nothing", async () => {
    const app = await withRecords();
    const before = await everything(app);
    const query = "UPDATE posts SET year = CASE WHEN year = 1981 THEN NULL ELSE 7 END";
    const { message } = await app.refusal("sql.run", { query, allow_write: true });
    expect(message).toContain("NOT NULL constraint failed: posts.year");
    expect(await everything(app)).toBe(before);
  });

  test("writes at the same time as everybody else, each at its turn", async () => {
    const app = await withRecords();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2
          ? run(app, "UPDATE posts SET year = year + 1 WHERE id = 'post00000000000'", {
              allow_write: true,
            })
          : app.call("records.update", {
              collection: "posts",
              id: "post00000000000",
              data: { "year+": 1 },
            }),
      ),
    );
    expect((await run(app, "SELECT year FROM posts WHERE id = 'post00000000000'")).items).toEqual([
      { year: 1999 },
    ]);
  });
});

describe("who may", () => {
  const refused: [who: string, caller: Caller, code: FailureCode, hint: RegExp][] = [
    ["guest", guest, "unauthenticated", /superuser/],
    [
      "a token without the scope",
      tokenWith({ scopes: expandScopes(["mcp:write"]) }),
      "forbidden",
      /needs the scope mcp:sql/,
    ],
    [
      "a token that acts as somebody",
      { ...tokenWith({}), superuser: false, actor: "mcp:agent" },
      "forbidden",
      /Rules cannot hold for sql.run.*without --user/,
    ],
  ];
  test.each(refused)("%s may not", async (_, caller, code, hint) => {
    const app = await withRecords();
    const failure = await app.refusal("sql.run", { query: "SELECT 1" }, caller);
    expect({ code: failure.code, hint: failure.hint }).toEqual({
      code,
      hint: expect.stringMatching(hint),
    });
  });

  test("a member may not", async () => {
    const app = await withRecords();
    const member = await signedIn(app, "members", "member000000001");
    expect(await app.refusal("sql.run", { query: "SELECT 1" }, member)).toMatchObject({
      code: "forbidden",
    });
  });

  test("a token that may only read reads", async () => {
    const app = await withRecords();
    const reader = tokenWith({ readOnly: true });
    expect(await run(app, "SELECT 1 AS n", {}, reader)).toMatchObject({ items: [{ n: 1 }] });
    const input = { query: "DELETE FROM posts", allow_write: true };
    const failure = await app.refusal("sql.run", input, reader);
    expect(failure).toMatchObject({
      code: "forbidden",
      hint: expect.stringContaining("Leave out allow_write"),
    });
  });

  test("a confined token finds its own collections only", async () => {
    const app = await withRecords();
    const recent = (await app.services.catalogs.current()).get("recent");
    const posts = (await app.services.catalogs.current()).get("posts");
    const confined = tokenWith({ collections: new Set([posts.id]) });
    expect((await run(app, "SELECT count(*) AS n FROM posts", {}, confined)).items).toEqual([
      { n: 3 },
    ]);
    for (const query of [
      "SELECT * FROM members",
      "SELECT 1 FROM posts NATURAL JOIN members",
      "SELECT * FROM recent",
    ]) {
      const failure = await app.refusal("sql.run", { query }, confined);
      expect(failure.message).toContain("There is no table");
      expect(failure.hint).not.toContain("members");
    }
    const other = tokenWith({ collections: new Set([recent.id]) });
    const failure = await app.refusal("sql.run", { query: "SELECT * FROM recent" }, other);
    expect(failure.message).toContain("reads from what this caller may not read");
    expect(`${failure.message} ${failure.hint}`).not.toContain("posts");
  });
});
