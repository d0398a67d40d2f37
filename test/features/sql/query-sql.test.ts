import { describe, expect, test } from "bun:test";
import { localOperator } from "../../../src/kernel/caller.ts";
import { insideRequest } from "../../../src/kernel/context.ts";
import { invoke } from "../../../src/kernel/invoke.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

/** `posts` with an author each, who has an account. */
async function withPosts(): Promise<TestApp> {
  const app = await openTestApp();
  const { id: collectionId } = await app.call("collections.create", {
    name: "authors",
    type: "auth",
    fields: [{ name: "nick", type: "text" }],
  });
  const fields = [
    { name: "title", type: "text" },
    { name: "year", type: "number" },
    { name: "done", type: "bool" },
    { name: "author", type: "relation", collectionId },
  ];
  await app.call("collections.create", { name: "posts", fields });
  for (const [index, title] of ["Alien", "Brazil", "Cube"].entries()) {
    const data = { id: `post0000000000${index}`, title, year: 1979 + index };
    await app.call("records.create", { collection: "posts", data });
  }
  return app;
}

const query = (app: TestApp, text: string, more: object = {}) =>
  app.call("sql.query", { query: text, ...more });

describe("a table", () => {
  test("says of each column whose values it shows", async () => {
    const app = await withPosts();
    const { columns, rows } = await query(
      app,
      "SELECT p.id, p.done AS ready, p.author, a.email, count(*) AS n, p.id FROM posts p LEFT JOIN authors a ON a.id = p.author",
    );
    expect(columns).toEqual([
      { name: "id", type: "text", collection: "posts", field: "id" },
      { name: "ready", type: "bool", collection: "posts", field: "done" },
      { name: "author", type: "relation", collection: "posts", field: "author" },
      { name: "email", type: "email", collection: "authors", field: "email" },
      { name: "n", type: "", collection: "", field: "" },
      { name: "id", type: "text", collection: "posts", field: "id" },
    ]);
    expect(rows).toEqual([["post00000000000", 0, "", null, 3, "post00000000000"]]);
  });

  test("says how long it took, and whether there is more", async () => {
    const app = await withPosts();
    const all = await query(app, "SELECT title FROM posts");
    expect(all).toMatchObject({ rows: [["Alien"], ["Brazil"], ["Cube"]], more: false });
    expect(all.durationMs).toBeGreaterThan(0);
    const some = await query(app, "SELECT title FROM posts", { limit: 2 });
    expect(some).toMatchObject({ rows: [["Alien"], ["Brazil"]], more: true });
    const many =
      "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 20000) SELECT x FROM n";
    expect(await query(app, many)).toMatchObject({ rows: { length: 1000 }, more: true });
    expect(await query(app, many, { limit: 50_000 })).toMatchObject({
      rows: { length: 20_000 },
      more: false,
    });
  });

  test("writes only where it may, and keeps nothing where it is tried", async () => {
    const app = await withPosts();
    const text = "UPDATE posts SET year = 1 WHERE title <> 'Cube'";
    expect(await app.refusal("sql.query", { query: text })).toMatchObject({
      code: "invalid",
      message: expect.stringContaining("may only read"),
    });
    const dry = app.contextFor(localOperator, undefined, { dryRun: true });
    const input = { query: text, allow_write: true };
    const changes = [
      {
        collection: "posts",
        action: "update",
        count: 2,
        ids: ["post00000000000", "post00000000001"],
      },
    ];
    const operation = app.operations.get("sql.query")!;
    expect(await invoke(dry, operation, input)).toMatchObject({ affected: 2, changes });
    const sum = async () => (await query(app, "SELECT sum(year) FROM posts")).rows[0][0];
    expect(await sum()).toBe(1979 + 1980 + 1981);
    expect(await query(app, text, { allow_write: true })).toMatchObject({ affected: 2, changes });
    expect(await sum()).toBe(1983);
  });

  test("of a plan has its steps", async () => {
    const app = await withPosts();
    const { rows } = await query(app, "SELECT * FROM posts ORDER BY title", { explain: true });
    expect(rows.map((row: unknown[]) => row[3])).toEqual([
      "SCAN posts",
      "USE TEMP B-TREE FOR ORDER BY",
    ]);
  });
});

describe("what does not compile", () => {
  const rows: [text: string, at: string | null][] = [
    ["SELECT * FRM posts", "FRM"],
    ["SELECT 'é', 'FROM', * FRM posts", "FRM"],
    ["SELECT titel FROM posts", "titel"],
    ["SELECT 'titel' AS a, p.titel FROM posts p", "p.titel"],
    ["SELECT * -- from past\nFROM past", "past"],
    ["SELECT * FROM main.past", "main.past"],
    ["SELECT upperr(title) FROM posts", "upperr"],
    ["SELECT id FROM posts JOIN authors", "id"],
    ["SELECT * FROM posts WHERE 'open", "'open"],
    ["SELECT (1", ""],
    ["SELECT abs(title, 1) FROM posts", null],
  ];
  test("is told with its place", async () => {
    const app = await withPosts();
    for (const [text, at] of rows) {
      const after = text.lastIndexOf(at ?? "", at === "" ? text.length : undefined);
      const expected = at === null ? undefined : after + 1;
      for (const explain of [false, true]) {
        const { position } = await app.refusal("sql.query", { query: text, explain });
        expect({ text, explain, position }).toEqual({ text, explain, position: expected });
      }
    }
  });

  test("is told with its place in any of several statements", async () => {
    const app = await withPosts();
    const text = "SELECT 1; SELECT * FRM posts; SELECT 3";
    expect(await app.refusal("sql.execute", { query: text })).toMatchObject({
      position: text.indexOf("FRM") + 1,
    });
  });
});

test("what nobody waits for any more is stopped", async () => {
  const app = await withPosts();
  const forever =
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";
  const gone = new AbortController();
  const context = app.contextFor(localOperator, { ...insideRequest, gone: gone.signal });
  const running = invoke(context, app.operations.get("sql.query")!, { query: forever });
  setTimeout(() => gone.abort(), 300);
  expect(running).rejects.toMatchObject({ code: "unavailable", hint: "Nothing was changed." });
  await running.catch(() => "stopped");
  const late = invoke(context, app.operations.get("sql.query")!, { query: "SELECT 1" });
  expect(late).rejects.toMatchObject({ code: "unavailable" });
  expect(await query(app, "SELECT 1")).toMatchObject({ rows: [[1]] });
});
