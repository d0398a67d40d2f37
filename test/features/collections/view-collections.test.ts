import { describe, expect, test } from "bun:test";
import { guest } from "../../../src/kernel/caller.ts";
import { expandScopes } from "../../../src/kernel/scope.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

/** People place orders of goods. */
async function openShop(): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "people",
    type: "auth",
    fields: [{ name: "nick", type: "text" }],
    viewRule: "",
  });
  await app.call("collections.create", {
    name: "goods",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "price", type: "number" },
      { name: "tags", type: "select", values: ["new", "old"], maxSelect: 2 },
      { name: "sold", type: "bool" },
      { name: "facts", type: "json" },
      { name: "costs", type: "number", hidden: true },
    ],
    viewRule: "",
  });
  await app.call("collections.create", {
    name: "orders",
    fields: [
      { name: "good", type: "relation", collectionId: "goods", cascadeDelete: true },
      { name: "buyer", type: "relation", collectionId: "people" },
      { name: "pieces", type: "number" },
    ],
  });
  for (const nick of ["ana", "bob"]) {
    const id = `${nick}000000000000`;
    const secret = { password: "1234567890", passwordConfirm: "1234567890" };
    await app.call("records.create", {
      collection: "people",
      data: { id, nick, email: `${nick}@b.co`, ...secret },
    });
  }
  const cup = { id: "cup000000000000", title: "Cup", price: 4, tags: ["new"], costs: 1 };
  const pan = { id: "pan000000000000", title: "Pan", price: 20, sold: true, facts: { mm: 280 } };
  for (const data of [cup, pan]) await app.call("records.create", { collection: "goods", data });
  for (const [buyer, pieces] of [
    ["ana000000000000", 2],
    ["bob000000000000", 3],
  ]) {
    const data = { good: cup.id, buyer, pieces };
    await app.call("records.create", { collection: "orders", data });
  }
  return app;
}

const view = (name: string, viewQuery: string, more: object = {}) => ({
  name,
  type: "view",
  viewQuery,
  ...more,
});

const sales = `SELECT goods.id, goods.title AS name, goods.tags, goods.costs, count(orders.id) AS times,
  sum(orders.pieces) AS pieces, orders.buyer, orders.id AS latest
  FROM goods LEFT JOIN orders ON orders.good = goods.id GROUP BY goods.id`;

const typesOf = (fields: { name: string; type: string }[]) =>
  Object.fromEntries(fields.map(({ name, type }) => [name, type]));

describe("a view's fields", () => {
  test.each([
    ["SELECT id, title, price AS cost FROM goods", { id: "text", title: "text", cost: "number" }],
    [
      sales,
      {
        name: "text",
        tags: "select",
        times: "number",
        pieces: "json",
        buyer: "relation",
        latest: "relation",
      },
    ],
    [
      "SELECT id, cast(title as text) a, CAST(price AS int) b, cast(price as bool) c, cast(price as blob) d FROM goods",
      { a: "text", b: "number", c: "bool", d: "json" },
    ],
    [
      "SELECT id, 'x' a, price * 2 b, (SELECT 1) c, total(price) d FROM goods",
      { a: "json", b: "json", c: "json", d: "number" },
    ],
    ["SELECT (ROW_NUMBER() OVER()) AS id, title FROM goods", { id: "text", title: "text" }],
    [
      "WITH dear AS (SELECT * FROM goods WHERE price > 9) SELECT id, title FROM dear;",
      { title: "text" },
    ],
    ["SELECT id, title -- the end", { id: "text" }],
    ["SELECT goods.id, each.value AS tag FROM goods, json_each(goods.tags) each", { tag: "json" }],
    ["SELECT id, nick, email FROM people", { nick: "text", email: "email" }],
  ])("come from its query: %s", async (query, types) => {
    const app = await openShop();
    const text = query.endsWith("the end") ? query.replace(" --", " FROM goods --") : query;
    const preview = await app.call("collections.preview", { query: text });
    const made = await app.call("collections.create", view("shown", text));
    expect(typesOf(made.fields)).toMatchObject(types);
    expect(typesOf(preview.fields)).toEqual(typesOf(made.fields));
    const { items } = await app.call("records.list", { collection: "shown" });
    expect(preview.sample.map(({ id }: { id: string }) => id)).toEqual(
      items.map(({ id }: { id: string }) => id),
    );
  });

  test.each([
    ["SELECT title FROM goods", "missing required id column"],
    ["SELECT '123' AS abc", "missing required id column"],
    ["SELECT * FROM goods", "wildcard"],
    ["SELECT id, count(*) FROM goods", "AS"],
    ["SELECT id, title AS expand FROM goods", "expand"],
    ["SELECT id, title, title FROM goods", "title"],
    ["SELECT id, titel FROM goods", "position 12. Did you mean title?"],
    ["SELECT id FROM godos", "Did you mean goods?"],
    ["SELECT id FROM goods; DROP TABLE goods", "syntax error"],
    ["SELECT id FROM goods) ; DROP TABLE goods --", "syntax error"],
    ["DELETE FROM goods", "not authorized"],
    ["UPDATE goods SET price = 0 RETURNING id", "not authorized"],
    ["PRAGMA table_info(goods)", "not authorized"],
    ["SELECT id, password FROM people", "prohibited"],
    ['SELECT id, "password" AS p FROM people', "prohibited"],
    ["SELECT id, substr(tokenKey, 1) AS t FROM people", "prohibited"],
    ["SELECT id FROM people WHERE password LIKE 'a%'", "prohibited"],
    [
      "SELECT id, (SELECT password FROM people) p FROM (SELECT id, 1 AS password FROM goods)",
      "prohibited",
    ],
    ["SELECT id, definition AS d FROM _collections", "no such table"],
    ["SELECT name AS id, sql FROM sqlite_master", "prohibited"],
    ["SELECT id FROM self", "no such table"],
    ["", "Cannot be blank"],
  ])("are not made of: %s", async (query, reason) => {
    const app = await openShop();
    const failure = await app.refusal("collections.create", view("self", query));
    expect(failure.problems).toMatchObject({
      viewQuery: { message: expect.stringContaining(reason) },
    });
    const listed = await app.call("collections.overview", {});
    expect(listed.items.map(({ name }: { name: string }) => name)).toEqual([
      "goods",
      "orders",
      "people",
    ]);
    if (query === "") return;
    const preview = await app.refusal("collections.preview", { query });
    expect(preview.message).toContain("Raw error:");
    expect(preview.message).toContain(reason);
  });

  test("are not tried out with an id that comes twice", async () => {
    const app = await openShop();
    const query = "SELECT 'x' AS id UNION ALL SELECT 'x'";
    const { message } = await app.refusal("collections.preview", { query });
    expect(message).toContain("non-unique ids");
  });
});

describe("a view's records", () => {
  test("are read, filtered, sorted and expanded under its rules", async () => {
    const app = await openShop();
    const rules = { listRule: "buyer = @request.auth.id || times = 0", viewRule: "" };
    await app.call("collections.create", view("sales", sales, rules));
    const list = { collection: "sales", sort: "-times", filter: "pieces > 1 || times < 1" };
    const { items } = await app.call("records.list", { ...list, expand: "buyer,latest.good" });
    expect(items).toMatchObject([
      {
        collectionName: "sales",
        id: "cup000000000000",
        name: "Cup",
        times: 2,
        pieces: 5,
        tags: ["new"],
        costs: 1,
        expand: {
          buyer: { nick: expect.any(String) },
          latest: { expand: { good: { title: "Cup" } } },
        },
      },
      { id: "pan000000000000", times: 0, pieces: null, buyer: "", latest: "", tags: [] },
    ]);
    const seen = await app.call("records.list", list, guest);
    expect(seen.items.map(({ name }: { name: string }) => name)).toEqual(["Pan"]);
    expect(seen.items[0]).not.toHaveProperty("costs");
    const { buyer } = items[0];
    const mine = await app.call("records.list", list, await signedIn(app, "people", buyer));
    expect(mine.totalItems).toBe(2);
    const one = { collection: "sales", id: "cup000000000000", fields: "name,times" };
    expect(await app.call("records.get", one, guest)).toEqual({ name: "Cup", times: 2 });
    expect(
      await app.refusal("records.list", { collection: "sales", sort: "@rowid" }),
    ).toMatchObject({
      code: "invalid",
    });
    // What is joined and not there is an empty value to a filter as well.
    for (const filter of ["buyer = ''", "buyer = null", "buyer != 'x' && times = 0"]) {
      const { totalItems } = await app.call("records.list", { collection: "sales", filter });
      expect([filter, totalItems]).toEqual([filter, 1]);
    }
  });

  test("cannot be written", async () => {
    const app = await openShop();
    await app.call("collections.create", view("sales", sales));
    const one = { collection: "sales", id: "cup000000000000" };
    const unsupported = { code: "invalid", message: "Unsupported collection type." };
    for (const caller of [undefined, guest]) {
      const data = { name: "x" };
      expect(
        await app.refusal("records.create", { collection: "sales", data }, caller),
      ).toMatchObject(unsupported);
      expect(await app.refusal("records.update", { ...one, data }, caller)).toMatchObject(
        unsupported,
      );
      expect(await app.refusal("records.delete", one, caller)).toMatchObject(unsupported);
    }
    const truncated = await app.refusal("collections.truncate", { collection: "sales" });
    expect(truncated.message).toContain("cannot be truncated");
    // A cascade goes by what is stored.
    await app.call("records.delete", { collection: "goods", id: "cup000000000000" });
    expect((await app.call("records.list", { collection: "orders" })).totalItems).toBe(0);
  });
});

describe("a view as a collection", () => {
  test.each([
    [{ createRule: "" }, { createRule: { code: "validation_nil" } }],
    [
      { indexes: ["CREATE INDEX `a` ON `v` (`title`)"] },
      { indexes: { code: "validation_indexes_not_supported" } },
    ],
    [{ listRule: "pirce > 1" }, { listRule: { code: "validation_invalid_rule" } }],
  ])("is refused with %j", async (more, problems) => {
    const app = await openShop();
    const made = view("v", "SELECT id, title FROM goods", more);
    expect((await app.refusal("collections.create", made)).problems).toMatchObject(problems);
  });

  test("may be related to by views alone", async () => {
    const app = await openShop();
    await app.call("collections.create", view("v", "SELECT id, title FROM goods"));
    const fields = [{ name: "seen", type: "relation", collectionId: "v" }];
    expect((await app.refusal("collections.create", { name: "x", fields })).problems).toMatchObject(
      {
        fields: {
          1: { collectionId: { code: "validation_relation_field_non_view_base_collection" } },
        },
      },
    );
    const over = view(
      "w",
      "SELECT orders.id, v.id AS seen FROM orders JOIN v ON v.id = orders.good",
    );
    const made = await app.call("collections.create", over);
    expect(typesOf(made.fields)).toMatchObject({ seen: "relation" });
  });

  test("follows what it reads from", async () => {
    const app = await openShop();
    await app.call("collections.create", view("v", "SELECT id, title AS t, price FROM goods"));
    await app.call("collections.create", view("w", "SELECT id, t FROM v", { listRule: "" }));
    await app.call("collections.update", {
      collection: "goods",
      name: "wares",
      renameFields: [{ from: "title", to: "headline" }],
      changeFields: [{ name: "price", onlyInt: true }],
    });
    const { viewQuery, fields } = await app.call("collections.view", { collection: "v" });
    expect(viewQuery).toContain("headline");
    expect(fields.find(({ name }: { name: string }) => name === "price")).toMatchObject({
      onlyInt: true,
    });
    const { items } = await app.call("records.list", { collection: "w", sort: "t" }, guest);
    expect(items.map(({ t }: { t: string }) => t)).toEqual(["Cup", "Pan"]);
    await app.call("collections.update", { collection: "v", name: "u" });
    expect((await app.call("records.list", { collection: "w" }, guest)).totalItems).toBe(2);
    await app.call("collections.update", {
      collection: "u",
      viewQuery: "SELECT id, headline AS t FROM wares WHERE price > 9",
    });
    expect((await app.call("records.list", { collection: "w" }, guest)).totalItems).toBe(1);
  });

  test("shows a confined token's holder nothing beyond", async () => {
    const app = await openShop();
    const { id } = await app.call("collections.create", view("v", "SELECT id, title FROM goods"));
    const goods = await app.call("collections.view", { collection: "goods" });
    const grant = { id: "t1", name: "agent", readOnly: false };
    const scopes = expandScopes(["mcp:admin"]);
    const token = { ...grant, scopes, collections: new Set<string>([id, goods.id]) };
    const confined = { superuser: true, record: null, token, actor: "mcp:agent" };
    const update = (viewQuery: string) => ({ collection: "v", viewQuery });
    const beyond = update("SELECT id, email FROM people");
    expect(await app.refusal("collections.update", beyond, confined)).toMatchObject({
      problems: { viewQuery: { message: expect.stringContaining("no such table: people") } },
    });
    await app.call("collections.update", update("SELECT id, price FROM goods"), confined);
    const preview = { query: "SELECT id, email FROM people" };
    expect((await app.refusal("collections.preview", preview, confined)).code).toBe("forbidden");
  });

  test("keeps what it needs from being taken away", async () => {
    const app = await openShop();
    await app.call("collections.create", view("v", "SELECT id, title AS t FROM goods"));
    await app.call("collections.create", view("w", "SELECT id, t FROM v"));
    for (const [operation, input] of [
      ["collections.update", { collection: "goods", dropFields: ["title"] }],
      ["collections.update", { collection: "v", viewQuery: "SELECT id, title FROM goods" }],
      ["collections.update", { collection: "v", viewQuery: "SELECT id, t FROM w" }],
      ["collections.delete", { collection: "v" }],
    ] as const) {
      const failure = await app.refusal(operation, input);
      expect([input, failure.code, `${failure.hint}`]).toEqual([
        input,
        "invalid",
        expect.stringMatching(/\b[vw]\b/),
      ]);
    }
    await app.call("collections.delete", { collection: "w" });
    await app.call("collections.delete", { collection: "v" });
    await app.call("collections.update", { collection: "goods", dropFields: ["title"] });
  });

  test("travels with the others, in whatever order they come", async () => {
    const app = await openShop();
    await app.call("collections.create", view("sales", sales, { listRule: "times > 0" }));
    await app.call(
      "collections.create",
      view("a_best", "SELECT id, name FROM sales WHERE times > 1"),
    );
    const { collections } = await app.call("collections.export", {});
    const other = await openTestApp();
    await other.call("collections.import", { collections: collections.toReversed() });
    await other.call("collections.import", { collections, deleteMissing: true });
    const again = await other.call("collections.export", {});
    const shape = ({ created: _, updated: __, ...rest }: Record<string, unknown>) => rest;
    expect(again.collections.map(shape)).toEqual(collections.map(shape));
    expect((await other.call("records.list", { collection: "a_best" })).totalItems).toBe(0);
  });
});
