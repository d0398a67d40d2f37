import { describe, expect, test } from "bun:test";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const posts = {
  id: "pbc_posts",
  name: "posts",
  fields: [
    { id: "t1", name: "title", type: "text" },
    { id: "r1", name: "author", type: "relation", collectionId: "pbc_people" },
  ],
  listRule: "author.name != ''",
  indexes: ["CREATE INDEX idx_posts ON posts (title)"],
  // Of no concern to us, but a PocketBase export holds such things.
  created: "2024-01-01 00:00:00.000Z",
  otp: { enabled: false },
};
const people = {
  id: "pbc_people",
  name: "people",
  fields: [
    { id: "n1", name: "name", type: "text" },
    { id: "b1", name: "best", type: "relation", collectionId: "pbc_posts" },
  ],
};

const names = async (app: TestApp) =>
  (await app.call("collections.export", {})).collections.map(({ name }: { name: string }) => name);

describe("importing collections", () => {
  test("they may relate to each other in any order", async () => {
    const app = await openTestApp();
    await app.call("collections.import", { collections: [posts, people] });
    expect(await names(app)).toEqual(["people", "posts"]);
    const { fields, indexes } = await app.call("collections.view", { collection: "posts" });
    expect(fields.map(({ id }: { id: string }) => id)).toEqual(["text3208210256", "t1", "r1"]);
    expect(indexes).toEqual(posts.indexes);
  });

  test("what was exported makes the same collections elsewhere", async () => {
    const [here, there] = [await openTestApp(), await openTestApp()];
    await here.call("collections.import", { collections: [posts, people] });
    await here.call("collections.create", { name: "users", type: "auth" });
    const exported = await here.call("collections.export", {});
    expect(JSON.stringify(exported)).not.toContain("secret");
    await there.call("collections.import", exported);
    const again = await there.call("collections.export", {});
    const undated = (all: typeof exported) =>
      all.collections.map(
        ({ created: _, updated: __, ...rest }: object & Record<string, any>) => rest,
      );
    expect(undated(again)).toEqual(undated(exported));
  });

  test("fields that are not named stay, with their data", async () => {
    const app = await openTestApp();
    await app.call("collections.import", { collections: [posts, people] });
    await app.call("records.create", { collection: "people", data: { name: "Ana" } });
    const more = { ...people, fields: [{ name: "age", type: "number" }] };
    await app.call("collections.import", { collections: [more] });
    const { items } = await app.call("records.list", { collection: "people" });
    expect(items).toMatchObject([{ name: "Ana", age: 0, best: "" }]);
  });

  test("deleteMissing takes away what is not named, fields too", async () => {
    const app = await openTestApp();
    await app.call("collections.import", { collections: [posts, people] });
    const alone = { ...people, fields: people.fields.slice(0, 1) };
    await app.call("collections.import", { collections: [alone], deleteMissing: true });
    expect(await names(app)).toEqual(["people"]);
    expect(await app.storage.hasTable("posts")).toBe(false);
    expect(await app.storage.hasTable("_superusers")).toBe(true);
  });

  test("a field in the place of one that goes is a new one", async () => {
    const app = await openTestApp();
    await app.call("collections.import", { collections: [people, posts] });
    await app.call("records.create", { collection: "people", data: { name: "Ana" } });
    const fields = [{ id: "n2", name: "name", type: "number" }];
    const changed = { ...people, fields };
    expect((await app.refusal("collections.import", { collections: [changed] })).hint).toMatch(
      /keeps its type/,
    );
    const collections = [changed, { ...posts, listRule: null }];
    await app.call("collections.import", { collections, deleteMissing: true });
    const { items } = await app.call("records.list", { collection: "people" });
    expect(items).toMatchObject([{ name: 0 }]);
    const { fields: now } = await app.call("collections.view", { collection: "people" });
    expect(now.map(({ id }: { id: string }) => id)).toEqual(["n2", "text3208210256"]);
  });

  test.each([
    [
      "a wrong field",
      [people, { name: "x", fields: [{ name: "a b", type: "text" }] }, posts],
      /^x: /,
    ],
    ["no relation's target", [posts], /^posts: .*pbc_people/],
    ["a name twice", [{ name: "x" }, { name: "X" }], /x/i],
    ["a type that is none", [{ name: "x", type: "table" }], /base, auth and view/],
    ["a rule over nothing", [people, { ...posts, listRule: "nope = 1" }], /^posts: listRule/],
    ["nonsense for fields", [{ name: "x", fields: "title" }], /^x: fields/],
  ])("%s: none is imported", async (_, collections, hint) => {
    const app = await openTestApp();
    const failure = await app.refusal("collections.import", { collections });
    expect(failure.code).toBe("invalid");
    expect(failure.hint).toMatch(hint);
    expect(await names(app)).toEqual([]);
    expect(await app.storage.hasTable("people")).toBe(false);
  });

  test("a collection that is still related to is not deleted as missing", async () => {
    const app = await openTestApp();
    await app.call("collections.import", { collections: [posts, people] });
    const input = { collections: [posts], deleteMissing: true };
    expect((await app.refusal("collections.import", input)).hint).toContain("pbc_people");
    expect(await names(app)).toEqual(["people", "posts"]);
  });
});
