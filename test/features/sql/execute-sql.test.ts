import { describe, expect, test } from "bun:test";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

/** A collection `posts` with three records, and one of `users`. */
async function withPosts(): Promise<TestApp> {
  const app = await openTestApp();
  const fields = [
    { name: "title", type: "text" },
    { name: "year", type: "number" },
  ];
  const indexes = ["CREATE UNIQUE INDEX idx_title ON posts (title)"];
  await app.call("collections.create", { name: "posts", fields, indexes });
  for (const [index, title] of ["a", "b", "c"].entries()) {
    const data = { id: `post0000000000${index}`, title, year: 1979 + index };
    await app.call("records.create", { collection: "posts", data });
  }
  return app;
}

const run = (app: TestApp, query: string) => app.call("sql.execute", { query });

async function titles(app: TestApp): Promise<string> {
  const { rows } = await run(app, "SELECT group_concat(title, '') FROM posts");
  return rows[0][0];
}

describe("any SQL of a superuser", () => {
  const rows: [query: string, answer: object][] = [
    [
      "select 1",
      { affectedRows: 0, columns: [{ name: "1", type: "", nullable: true }], rows: [["1"]] },
    ],
    ["select 1;select 2", { columns: [{ name: "2" }], rows: [["2"]] }],
    ["select 'a;b' as x; -- ;\n select 3 as y;", { columns: [{ name: "y" }], rows: [["3"]] }],
    ["; values (1), (null)", { columns: [{ name: "column1" }], rows: [["1"], [null]] }],
    ["-- nothing", { columns: [], rows: [] }],
    [
      "select title, year from posts limit 1",
      { columns: [{ type: "TEXT" }, { type: "NUMERIC" }], rows: [["a", "1979"]] },
    ],
    ["select 1 where 0", { columns: [{ name: "1" }], rows: [] }],
    [
      "select x'ff', 1e15, 9223372036854775807, 9e999",
      { rows: [["\ufffd", "1e+15", "9223372036854775807", "+Inf"]] },
    ],
    ['select "gone"', { rows: [["gone"]] }],
    ["update posts set year = 1", { affectedRows: 3, columns: [], rows: [] }],
    ["update posts set year = 1; select 1", { affectedRows: 3, columns: [], rows: [] }],
    ["update posts set year = 1; update posts set year = 2 where title = 'z'", { affectedRows: 0 }],
    [
      "with x as (select 1) update posts set year = 2 returning title",
      { rows: [["a"], ["b"], ["c"]] },
    ],
    ["select 1; update posts set year = 1", { affectedRows: 0, columns: [], rows: [] }],
    ["create table more (a int); insert into more values (1), (2)", { affectedRows: 2 }],
    [
      "explain query plan select 1",
      { rows: [[expect.any(String), "0", "0", "SCAN CONSTANT ROW"]] },
    ],
    ["pragma user_version", { columns: [{ name: "user_version" }], rows: [["0"]] }],
    ["begin; update posts set year = 5; rollback", { rows: [] }],
    ["vacuum", { columns: [], rows: [] }],
  ];
  test("answers as PocketBase does", async () => {
    const app = await withPosts();
    for (const [query, answer] of rows) {
      expect({ query, ...(await run(app, query)) }).toMatchObject({
        query,
        ...answer,
        execTime: expect.any(Number),
      });
    }
  });

  test("is refused in the database's words", async () => {
    const app = await withPosts();
    const refused: [query: string, words: string][] = [
      ["  ", "empty query"],
      ["selec", 'SQL logic error: near "selec": syntax error (1)'],
      ["select * from nope", "SQL logic error: no such table: nope (1)"],
      [
        "insert into posts (title) values ('a')",
        "constraint failed: UNIQUE constraint failed: posts.title (2067)",
      ],
      ["select ?", "missing argument with index 1"],
      ["select ':a', :b", 'missing named argument "b"'],
      ["commit; select 1", "SQL logic error: cannot commit - no transaction is active (1)"],
      ["attach '/tmp/other.db' as other", "authorization denied: not authorized (23)"],
      ["vacuum into '/tmp/vaultbase-copy.db'", "authorization denied: authorization denied (23)"],
      ["pragma journal_mode = delete", "authorization denied: not authorized (23)"],
      ["select load_extension('x')", "SQL logic error: not authorized (1)"],
    ];
    for (const [query, words] of refused) {
      const { code, message } = await app.refusal("sql.execute", { query });
      expect({ query, code, message }).toEqual({
        query,
        code: "invalid",
        message: `Failed to execute query. Raw error:\n${words}.`,
      });
    }
    expect(await Bun.file("/tmp/vaultbase-copy.db").exists()).toBe(false);
  });

  test.each([
    [{}, "validation_required"],
    [{ query: null }, "validation_required"],
    [{ query: "x".repeat(5001) }, "validation_length_too_long"],
  ])("needs a query %#", async (input, code) => {
    const app = await openTestApp();
    const failure = await app.refusal("sql.execute", input);
    expect(failure.problems).toMatchObject({ query: { code } });
  });

  test("undoes what comes before a statement that fails, where it is there to write", async () => {
    const app = await withPosts();
    const query = "update posts set title = title || '!'; insert into nope values (1)";
    await app.refusal("sql.execute", { query });
    expect(await titles(app)).toBe("abc");
  });

  test("answers a thousand rows at most", async () => {
    const app = await openTestApp();
    const numbers =
      "with recursive n(x) as (select 1 union all select x + 1 from n limit 3000) select x from n";
    expect((await run(app, numbers)).rows).toHaveLength(1000);
  });

  test("leaves a trace of every record it changes, without secrets", async () => {
    const app = await withPosts();
    const data = {
      id: "user00000000001",
      email: "a@example.com",
      password: "1234567890",
      passwordConfirm: "1234567890",
    };
    await app.call("collections.create", { name: "members", type: "auth" });
    await app.call("records.create", { collection: "members", data });
    const heard: string[] = [];
    const stop = app.changes.subscribe((changes) => {
      heard.push(
        ...changes.map(
          ({ action, record, before, actor }) => `${actor} ${action} ${record} ${before}`,
        ),
      );
    });
    await app.changes.position();
    await run(app, "update posts set year = 1980");
    await run(app, "with x as (select 1) delete from posts where title = 'a'");
    await run(app, "insert or replace into posts (id, title) values ('post00000000009', 'b')");
    await run(app, "delete from members");
    await run(
      app,
      "update posts set id = 'post00000000008' where title = 'c'; update posts set year = 7 where 0",
    );
    while (heard.length < 8) await Bun.sleep(5);
    stop();
    expect(heard.map((line) => line.replace(/^cli /, ""))).toEqual([
      'update post00000000000 {"year":1979}',
      'update post00000000002 {"year":1981}',
      expect.stringContaining(
        'delete post00000000000 {"id":"post00000000000","title":"a","year":1980',
      ),
      expect.stringContaining("delete post00000000001"),
      "create post00000000009 {}",
      expect.stringMatching(/^delete user00000000001 (?!.*(password|tokenKey))/),
      expect.stringContaining("delete post00000000002"),
      "create post00000000008 {}",
    ]);
  });
});

test("nobody else runs SQL that way", async () => {
  const app = await openTestApp();
  await app.call("collections.create", { name: "members", type: "auth" });
  const data = {
    id: "user00000000001",
    email: "a@example.com",
    password: "1234567890",
    passwordConfirm: "1234567890",
  };
  await app.call("records.create", { collection: "members", data });
  const member = await signedIn(app, "members", data.id);
  expect(await app.refusal("sql.execute", { query: "select 1" }, guest)).toMatchObject({
    code: "unauthenticated",
  });
  expect(await app.refusal("sql.execute", { query: "select 1" }, member)).toMatchObject({
    code: "forbidden",
  });
});
