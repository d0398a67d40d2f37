import { describe, expect, test } from "bun:test";
import { sql } from "../../../src/kernel/sql.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

async function openPosts(): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("collections.create", { name: "people" });
  await app.call("collections.create", {
    name: "posts",
    fields: [
      { name: "title", type: "text" },
      { name: "views", type: "number" },
      { name: "tag", type: "select", values: ["a", "b"] },
      { name: "author", type: "relation", collectionId: "people" },
    ],
    indexes: ["CREATE UNIQUE INDEX idx_title ON posts (title) WHERE title != ''"],
  });
  const data = { id: "firstpost000000", title: "Hello", views: 3, tag: "a" };
  await app.call("records.create", { collection: "posts", data });
  return app;
}

const alter = (app: TestApp, changes: object) =>
  app.call("collections.update", { collection: "posts", ...changes });
const first = (app: TestApp, collection = "posts") =>
  app.call("records.get", { collection, id: "firstpost000000" });

describe("altering a collection", () => {
  test("a rename keeps the field's data, and its index follows", async () => {
    const app = await openPosts();
    const posts = await alter(app, { renameFields: [{ from: "title", to: "headline" }] });
    expect(posts.indexes[0]).toContain("`headline`");
    expect(await first(app)).toMatchObject({ headline: "Hello" });
    const twin = { collection: "posts", data: { headline: "Hello" } };
    expect((await app.refusal("records.create", twin)).problems).toMatchObject({
      headline: { code: "validation_not_unique" },
    });
  });

  test("two fields may swap their names", async () => {
    const app = await openPosts();
    await alter(app, {
      renameFields: [
        { from: "title", to: "tag" },
        { from: "tag", to: "title" },
      ],
    });
    expect(await first(app)).toMatchObject({ tag: "Hello", title: "a" });
  });

  test("fields sent back with their ids are known by them; one left out is dropped", async () => {
    const app = await openPosts();
    const { fields } = await app.call("collections.view", { collection: "posts" });
    const changed = fields
      .filter(({ name }: { name: string }) => name !== "views")
      .map((field: { name: string }) =>
        field.name === "title" ? { ...field, name: "headline" } : field,
      );
    await alter(app, { fields: changed });
    const post = await first(app);
    expect(post).toMatchObject({ headline: "Hello", tag: "a" });
    expect(post).not.toHaveProperty("views");
  });

  test("options change without their field being spelled out again", async () => {
    const app = await openPosts();
    const posts = await alter(app, {
      changeFields: [{ name: "tag", values: ["a", "b", "c"], required: true }],
      addFields: [{ name: "draft", type: "bool" }],
      dropFields: ["views"],
    });
    expect(posts.fields.map(({ name }: { name: string }) => name)).toEqual([
      ...["id", "title", "tag", "author", "created_at", "updated_at", "draft"],
    ]);
    expect(posts.fields[2]).toMatchObject({ values: ["a", "b", "c"], required: true });
    expect(await first(app)).toMatchObject({ tag: "a", draft: false });
  });

  test("one value becomes a list of it, and a list its last value", async () => {
    const app = await openPosts();
    await alter(app, { changeFields: [{ name: "tag", maxSelect: 2 }] });
    expect(await first(app)).toMatchObject({ tag: ["a"] });
    const data = { tag: ["a", "b"] };
    await app.call("records.update", { collection: "posts", id: "firstpost000000", data });
    await alter(app, { changeFields: [{ name: "tag", maxSelect: 1 }] });
    expect(await first(app)).toMatchObject({ tag: "b" });
  });

  test("a new name takes the table, its records and its indexes along", async () => {
    const app = await openPosts();
    const renamed = await alter(app, { name: "Articles" });
    expect(renamed.indexes[0]).toContain("ON `Articles`");
    expect(await first(app, "articles")).toMatchObject({ title: "Hello" });
    expect(await app.storage.hasTable("posts")).toBe(false);
    await app.call("collections.update", { collection: "Articles", name: "articles" });
    expect(await first(app, "articles")).toMatchObject({ collectionName: "articles" });
  });

  test("an index goes with its field", async () => {
    const app = await openPosts();
    expect(await alter(app, { dropFields: ["title"] })).toMatchObject({ indexes: [] });
  });
});

const refusals: [string, object, RegExp][] = [
  [
    "a field of another type",
    { changeFields: [{ name: "views", type: "text" }] },
    /keeps its type/,
  ],
  [
    "a field in another's place",
    { dropFields: ["views"], addFields: [{ name: "views", type: "text" }] },
    /keeps its type/,
  ],
  [
    "a relation to somewhere else",
    { changeFields: [{ name: "author", collectionId: "posts" }] },
    /target/,
  ],
  ["a field that is not there", { dropFields: ["veiws"] }, /views/],
  [
    "system fields",
    { fields: [{ id: "text3208210256", name: "key", type: "text" }] },
    /System fields cannot be deleted or renamed/,
  ],
  ["a collection of another type", { type: "auth" }, /another one/],
  ["a taken name", { name: "People" }, /people/],
  ["a rule over a field that goes", { dropFields: ["views"], listRule: "views > 1" }, /views/],
  ["an unknown change", { addField: [] }, /addFields/],
];

describe("what cannot be altered is said, and nothing changes", () => {
  test.each(refusals)("%s", async (_, changes, hint) => {
    const app = await openPosts();
    const before = await app.call("collections.view", { collection: "posts" });
    const failure = await app.refusal("collections.update", { collection: "posts", ...changes });
    expect(failure.code).toBe("invalid");
    expect(failure.hint).toMatch(hint);
    expect(await app.call("collections.view", { collection: "posts" })).toEqual(before);
    expect(await first(app)).toMatchObject({ title: "Hello", views: 3 });
  });

  test("over HTTP, a field takes another one's place", async () => {
    const app = await openPosts();
    const fields = [{ name: "views", type: "text" }];
    const input = { collection: "posts", fields, indexes: [] };
    await app.call("collections.update", input, undefined, { door: "http" });
    expect(await first(app)).toMatchObject({ views: "" });
  });

  test("all that is wrong is told at once", async () => {
    const app = await openPosts();
    const input = { collection: "posts", name: "people", type: "auth" };
    expect((await app.refusal("collections.update", input)).problems).toMatchObject({
      type: { code: "validation_collection_type_change" },
      name: { code: "validation_collection_name_exists" },
    });
  });

  test("a unique index over equal values undoes the whole change", async () => {
    const app = await openPosts();
    await app.call("records.create", { collection: "posts", data: { title: "Again", views: 3 } });
    const failure = await app.refusal("collections.update", {
      collection: "posts",
      addFields: [{ name: "extra", type: "text" }],
      indexes: ["CREATE UNIQUE INDEX idx_views ON posts (views)"],
    });
    expect(failure.problems).toHaveProperty("indexes");
    const columns = await app.storage.all(sql`SELECT * FROM "posts" LIMIT 1`);
    expect(columns[0]).not.toHaveProperty("extra");
    const duplicate = { collection: "posts", data: { title: "Hello" } };
    expect((await app.refusal("records.create", duplicate)).code).toBe("invalid");
  });

  test.each([{ name: "admins" }, { listRule: "" }, { createRule: "" }, { manageRule: "id != ''" }])(
    "superusers stay what they are: %j",
    async (changes) => {
      const app = await openTestApp();
      const failure = await app.refusal("collections.update", {
        collection: "_superusers",
        ...changes,
      });
      expect(failure.code).toBe("invalid");
      expect(failure.hint).toContain("System collections keep");
    },
  );

  test("a collection that others relate to is not deleted, the others' relation is", async () => {
    const app = await openPosts();
    const failure = await app.refusal("collections.delete", { collection: "people" });
    expect(failure.hint).toContain("posts");
    await alter(app, { dropFields: ["author"] });
    await app.call("collections.delete", { collection: "people" });
    expect(await app.storage.hasTable("people")).toBe(false);
  });
});
