import { describe, expect, test } from "bun:test";
import { guest, localOperator, type Caller } from "../../../src/kernel/caller.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

/** Recipes, of which guests see those that are public; the notes are hidden. */
async function openKitchen(): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("collections.create", { name: "cooks", type: "auth", listRule: "", viewRule: "" });
  await app.call("collections.create", {
    name: "recipes",
    fields: [
      { name: "title", type: "text" },
      { name: "text", type: "editor" },
      { name: "kind", type: "select", values: ["soup", "cake", "salad"], maxSelect: 2 },
      { name: "notes", type: "text", hidden: true },
      { name: "public", type: "bool" },
      { name: "minutes", type: "number" },
    ],
    listRule: "public = true",
    viewRule: "public = true",
    search: { fields: ["title", "text", "kind", "notes"] },
  });
  const recipes = [
    { title: "Leek soup", text: "<p>Cut the leek, boil it</p>", kind: ["soup"], minutes: 30 },
    { title: "Carrot cake", text: "Carrots, and no leek", kind: ["cake"], minutes: 60 },
    { title: "Caesar salad", text: "Lettuce", kind: ["salad"], notes: "leek", minutes: 10 },
    { title: "Secret leek pie", text: "Leek leek leek", public: false, minutes: 90 },
  ];
  for (const data of recipes) {
    await app.call("records.create", { collection: "recipes", data: { public: true, ...data } });
  }
  return app;
}

const find = async (app: TestApp, search: string, more: object = {}, caller: Caller = guest) => {
  const list = await app.call("records.list", { collection: "recipes", search, ...more }, caller);
  return list.items.map((item: { title: string }) => item.title).join(", ");
};

describe("searching records", () => {
  test("gives what the rule shows, the best first", async () => {
    const app = await openKitchen();
    expect(await find(app, "leek")).toBe("Leek soup, Carrot cake");
    expect(await find(app, "leek", {}, localOperator)).toBe(
      "Secret leek pie, Leek soup, Caesar salad, Carrot cake",
    );
  });

  test("combines with filter, sort, pages and counting", async () => {
    const app = await openKitchen();
    expect(await find(app, "leek", { filter: "minutes > 30" })).toBe("Carrot cake");
    expect(await find(app, "leek", { sort: "-minutes" })).toBe("Carrot cake, Leek soup");
    const page = { collection: "recipes", search: "leek", perPage: 1, page: 2 };
    expect(await app.call("records.list", page, guest)).toMatchObject({
      items: [{ title: "Carrot cake" }],
      totalItems: 2,
      totalPages: 2,
    });
  });

  test("finds beginnings of the last word, phrases, and what is not excluded", async () => {
    const app = await openKitchen();
    expect(await find(app, "lee")).toBe("Leek soup, Carrot cake");
    expect(await find(app, "carr ca")).toBe("");
    expect(await find(app, `"no leek"`)).toBe("Carrot cake");
    expect(await find(app, "leek -soup")).toBe("Carrot cake");
    expect(await find(app, "-leek")).toBe("Caesar salad");
    expect(await find(app, "salad")).toBe("Caesar salad");
  });

  test("takes any text for words: nothing is a syntax error", async () => {
    const app = await openKitchen();
    const texts = [
      `"`,
      `"leek`,
      "leek*",
      "leek AND",
      "NOT leek",
      "{c0}:leek",
      "(((",
      "--",
      "^leek",
      "a\0b",
    ];
    for (const search of [...texts, "' OR 1=1 --", "\\", "🦊", "NEAR(leek soup, 3)"]) {
      expect(await find(app, search)).toBeString();
    }
    expect(await find(app, "🦊")).toBe("");
    expect(await find(app, "   ")).toBe("Leek soup, Carrot cake, Caesar salad");
  });

  test("does not find by what the caller may not see", async () => {
    const app = await openKitchen();
    expect(await find(app, "leek caesar")).toBe("");
    expect(await find(app, "caesar -leek")).toBe("Caesar salad");
    expect(await find(app, "leek caesar", {}, localOperator)).toBe("Caesar salad");
  });

  test("does not find people by addresses that they may hide", async () => {
    const app = await openKitchen();
    await app.call("collections.update", { collection: "cooks", search: { fields: ["email"] } });
    const password = "1234567890";
    const data = { email: "ana@example.com", password, passwordConfirm: password };
    const { id } = await app.call("records.create", { collection: "cooks", data });
    const ask = { collection: "cooks", search: "ana" };
    expect((await app.call("records.list", ask)).totalItems).toBe(1);
    const refusal = await app.refusal("records.list", ask, await signedIn(app, "cooks", id));
    expect(refusal).toMatchObject({
      code: "invalid",
      message: "cooks has no full-text search.",
      hint: 'Filter instead: FIELD ~ "word".',
    });
  });

  test("follows every write", async () => {
    const app = await openKitchen();
    const { id } = (await app.call("records.list", { collection: "recipes", search: "lettuce" }))
      .items[0];
    await app.call("records.update", { collection: "recipes", id, data: { text: "Rocket" } });
    expect(await find(app, "lettuce")).toBe("");
    expect(await find(app, "rocket")).toBe("Caesar salad");
    await app.call("records.delete", { collection: "recipes", id });
    expect(await find(app, "rocket")).toBe("");
    await app.call("collections.truncate", { collection: "recipes" });
    expect(await find(app, "leek")).toBe("");
  });

  test("is refused where there is none, with what to do", async () => {
    const app = await openKitchen();
    const refusal = await app.refusal("records.list", { collection: "cooks", search: "x" });
    expect(refusal.hint).toContain("vaultbase collections update cooks --search");
    const long = await app.refusal("records.list", {
      collection: "recipes",
      search: "x ".repeat(300),
    });
    expect(long).toMatchObject({ code: "invalid", hint: "This one has 600 and 300." });
    await app.call("collections.update", { collection: "recipes", listRule: null });
    const locked = await app.refusal("records.list", { collection: "recipes", search: "x" }, guest);
    expect(locked.code).toBe("forbidden");
  });
});

test("a rule's own parameter of that name stays the rule's", async () => {
  const app = await openKitchen();
  const listRule = "title ~ @request.query.search";
  await app.call("collections.update", { collection: "recipes", search: null, listRule });
  const facts = { query: { search: "soup" } };
  const ask = { collection: "recipes", search: "soup" };
  expect((await app.call("records.list", ask, guest, facts)).totalItems).toBe(1);
});

describe("a collection's search", () => {
  const searchOf = async (app: TestApp) =>
    (await app.call("collections.view", { collection: "recipes" })).search;

  test("is shown where there is one, and travels with the definition", async () => {
    const app = await openKitchen();
    expect(await searchOf(app)).toEqual({ fields: ["title", "text", "kind", "notes"] });
    expect(await app.call("collections.view", { collection: "cooks" })).not.toHaveProperty(
      "search",
    );
    const describe = { collection: "recipes" };
    expect((await app.call("collections.describe", describe, guest)).search).toEqual([
      "title",
      "text",
      "kind",
    ]);
    const { collections } = await app.call("collections.export", {});
    const other = await openTestApp();
    await other.call("collections.import", { collections });
    expect(await searchOf(other)).toEqual({ fields: ["title", "text", "kind", "notes"] });
    await other.call("records.create", {
      collection: "recipes",
      data: { title: "Leek", public: true },
    });
    expect(await find(other, "leek")).toBe("Leek");
  });

  test("follows its fields and its collection when they are renamed, and goes with them", async () => {
    const app = await openKitchen();
    const update = (change: object) =>
      app.call("collections.update", { collection: "recipes", ...change });
    await update({ renameFields: [{ from: "title", to: "name" }], name: "Recipes" });
    expect((await searchOf(app)).fields).toEqual(["name", "text", "kind", "notes"]);
    await app.call("records.create", {
      collection: "recipes",
      data: { name: "Onion tart", public: true },
    });
    const found = await app.call("records.list", { collection: "recipes", search: "onion" }, guest);
    expect(found.items[0].name).toBe("Onion tart");

    await update({ dropFields: ["text", "notes"], changeFields: [{ name: "kind", maxSelect: 1 }] });
    expect((await searchOf(app)).fields).toEqual(["name", "kind"]);
    expect(
      (await app.call("records.list", { collection: "recipes", search: "soup" }, guest)).totalItems,
    ).toBe(1);
    const { id } = await update({ dropFields: ["name", "kind"] });
    expect(await searchOf(app)).toBeUndefined();
    expect(await app.storage.hasTable(`_search_${id}`)).toBe(false);
  });

  test("can be changed, taken away and given again", async () => {
    const app = await openKitchen();
    const set = (search: object | null) =>
      app.call("collections.update", { collection: "recipes", search });
    await set({ fields: ["text"] });
    expect(await find(app, "cake")).toBe("");
    expect(await find(app, "carrots")).toBe("Carrot cake");
    await set(null);
    expect((await app.refusal("records.list", { collection: "recipes", search: "x" })).code).toBe(
      "invalid",
    );
    await app.call("records.create", {
      collection: "recipes",
      data: { title: "New", public: true },
    });
    await set({ fields: ["title"] });
    expect(await find(app, "new")).toBe("New");
  });

  test("leaves nothing behind when the collection is deleted", async () => {
    const app = await openKitchen();
    const { id } = await app.call("collections.view", { collection: "recipes" });
    expect(await app.storage.hasTable(`_search_${id}`)).toBe(true);
    await app.call("collections.delete", { collection: "recipes" });
    expect(await app.storage.hasTable(`_search_${id}`)).toBe(false);
    await app.call("collections.create", {
      name: "recipes",
      search: { fields: ["title"] },
      fields: [{ name: "title", type: "text" }],
    });
  });

  const wrong: [what: string, fields: string[], says: RegExp][] = [
    [
      "a field that is not there",
      ["titel"],
      /There is no field titel in recipes; did you mean title\?/,
    ],
    [
      "a number",
      ["minutes"],
      /minutes is of type number and has no words to look for; text, editor/,
    ],
    ["no field at all", [], /Name the fields/],
    ["the same field twice", ["title", "title"], /Name each field once/],
  ];
  for (const [what, fields, says] of wrong) {
    test(`cannot look in ${what}`, async () => {
      const app = await openKitchen();
      const refusal = await app.refusal("collections.update", {
        collection: "recipes",
        search: { fields },
      });
      expect(refusal.problems).toHaveProperty("search.code", "validation_invalid_search");
      expect(refusal.hint).toMatch(says);
    });
  }
});
