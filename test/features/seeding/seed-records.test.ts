import { describe, expect, test } from "bun:test";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

async function openShop(): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("collections.create", { name: "shops", fields: [{ name: "city", type: "text" }] });
  await app.call("collections.create", {
    name: "goods",
    fields: [
      { name: "title", type: "text", required: true, min: 3, max: 12 },
      { name: "sku", type: "text", pattern: "^[A-Z]{2}[0-9]{2}$" },
      { name: "contact", type: "email", onlyDomains: ["shop.example"] },
      { name: "page", type: "url" },
      { name: "stars", type: "number", min: 1, max: 5, onlyInt: true },
      { name: "price", type: "number" },
      { name: "fresh", type: "bool" },
      { name: "since", type: "date", min: "2020-01-01", max: "2020-12-31" },
      { name: "sizes", type: "select", values: ["S", "M", "L"], maxSelect: 2, required: true },
      { name: "shop", type: "relation", collectionId: "shops", required: true },
      { name: "more", type: "json" },
      { name: "at", type: "geoPoint" },
      { name: "meaning", type: "vector", dimensions: 4 },
      { name: "photo", type: "file", mimeTypes: ["image/png"], required: true },
      { name: "manual", type: "file" },
      { name: "story", type: "editor", required: true },
    ],
  });
  return app;
}

const listed = async (app: TestApp, collection: string, perPage = 1000) =>
  (await app.call("records.list", { collection, perPage, sort: "@rowid" })).items;

describe("seeded records", () => {
  test("fit every field, and relations point to what is there", async () => {
    const app = await openShop();
    await app.call("records.seed", { collection: "shops", count: 5 });
    const answer = await app.call("records.seed", { collection: "goods", count: 30 });
    expect(answer).toMatchObject({ collection: "goods", created: 30 });
    expect(answer.ids).toHaveLength(10);
    const shops = new Set((await listed(app, "shops")).map(({ id }: { id: string }) => id));
    const goods = await listed(app, "goods");
    expect(goods).toHaveLength(30);
    for (const each of goods) {
      expect(each.title.length).toBeWithin(3, 13);
      expect(each.sku).toMatch(/^[A-Z]{2}[0-9]{2}$/);
      expect(each.contact).toEndWith("@shop.example");
      expect(each.stars).toBeWithin(1, 6);
      expect(each.since).toStartWith("2020-");
      expect(each.sizes.length).toBeWithin(1, 3);
      expect(shops).toContain(each.shop);
      expect(each.meaning).toHaveLength(4);
      expect(each.photo).toEndWith(".png");
      expect(each.manual).toEndWith(".txt");
    }
    expect(new Set(goods.map(({ price }: { price: number }) => price)).size).toBeGreaterThan(10);
  });

  test("have what a field's name promises", async () => {
    const app = await openTestApp();
    const names = ["first_name", "city", "userEmail", "phone", "country", "company", "slug"];
    const fields = names.map((name) => ({ name, type: "text" }));
    await app.call("collections.create", { name: "people", fields });
    await app.call("records.seed", { collection: "people", count: 20, seed: 7 });
    for (const each of await listed(app, "people")) {
      expect(each.userEmail).toMatch(/^\S+@\S+$/);
      expect(each.phone).toMatch(/\d{3}/);
      expect(each.slug).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(each.first_name).not.toContain(" ");
    }
  });

  test("are the same for the same seed", async () => {
    const values = async () => {
      const app = await openTestApp();
      const fields = [
        { name: "title", type: "text" },
        { name: "n", type: "number" },
        { name: "code", type: "text", pattern: "^[a-f]{8}$" },
      ];
      await app.call("collections.create", { name: "things", fields });
      await app.call("records.seed", { collection: "things", count: 5, seed: 42 });
      const things = await listed(app, "things");
      return things.map(({ title, n, code }: Record<string, unknown>) => [title, n, code]);
    };
    expect(await values()).toEqual(await values());
  });

  test("differ where the index says so, from what is there too", async () => {
    const app = await openTestApp();
    await app.call("collections.create", {
      name: "codes",
      fields: [
        { name: "digit", type: "text", pattern: "^[0-9]$", max: 20 },
        { name: "n", type: "number" },
      ],
      indexes: ["CREATE UNIQUE INDEX idx_n ON codes (n)"],
    });
    const asked = { collection: "codes", count: 300, seed: 1 };
    await app.call("records.seed", asked);
    await app.call("records.seed", asked);
    const numbers = (await listed(app, "codes")).map(({ n }: { n: number }) => n);
    expect(new Set(numbers).size).toBe(600);
  });

  test("take the values they are given", async () => {
    const app = await openShop();
    const overrides = { city: "Bern" };
    await app.call("records.seed", { collection: "shops", count: 3, overrides });
    const cities = (await listed(app, "shops")).map(({ city }: { city: string }) => city);
    expect(cities).toEqual(["Bern", "Bern", "Bern"]);
  });

  test("are accounts that people could sign in to", async () => {
    const app = await openTestApp();
    await app.call("collections.create", { name: "people", type: "auth" });
    const overrides = { password: "open sesame" };
    await app.call("records.seed", { collection: "people", count: 20, overrides });
    const [one] = await listed(app, "people");
    const signIn = { collection: "people", identity: one.email, password: "open sesame" };
    expect((await app.call("auth.withPassword", signIn)).record.id).toBe(one.id);
  });
});

describe("seeding is refused", () => {
  test("where a required relation has nothing to point to, with what to do", async () => {
    const refusal = await (
      await openShop()
    ).refusal("records.seed", {
      collection: "goods",
      count: 1,
    });
    expect(refusal).toMatchObject({ code: "conflict", hint: "Seed shops first: it has none." });
  });

  test("as a whole where one record is, and nothing stays", async () => {
    const app = await openShop();
    const overrides = { city: 5, nmae: "x" };
    const refusal = await app.refusal("records.seed", { collection: "shops", count: 3, overrides });
    expect(refusal.message).toBe("Record 1 of 3 was refused.");
    expect(await listed(app, "shops")).toEqual([]);
  });

  test("above a thousand, and to whom the rules refuse it", async () => {
    const app = await openShop();
    const many = await app.refusal("records.seed", { collection: "shops", count: 1001 });
    expect(many.code).toBe("invalid");
    const input = { collection: "shops", count: 1 };
    expect((await app.refusal("records.seed", input, guest)).code).toBe("forbidden");
  });
});
