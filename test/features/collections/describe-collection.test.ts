import { describe, expect, test } from "bun:test";
import { guest, localOperator, type Caller } from "../../../src/kernel/caller.ts";
import { expandScopes } from "../../../src/kernel/scope.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

async function openShop(): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("collections.create", { name: "makers" });
  await app.call("collections.create", {
    name: "goods",
    listRule: "",
    fields: [
      { name: "title", type: "text", required: true, help: "As printed on the box." },
      { name: "size", type: "select", values: ["S", "M"] },
      { name: "cost", type: "number", hidden: true },
      { name: "maker", type: "relation", collectionId: "makers" },
    ],
  });
  await app.call("collections.create", {
    name: "orders",
    fields: [{ name: "good", type: "relation", collectionId: "goods" }],
  });
  return app;
}

async function confinedTo(app: TestApp, name: string): Promise<Caller> {
  const { id } = await app.call("collections.view", { collection: name });
  const token = {
    id: "t",
    name: "narrow",
    scopes: expandScopes(["mcp:admin"]),
    readOnly: false,
    collections: new Set([id as string]),
  };
  return { ...localOperator, token, actor: "mcp:narrow" };
}

const seenBy = async (app: TestApp, caller: Caller) =>
  (await app.call("collections.overview", {}, caller)).items;

describe("who sees which collections", () => {
  test("superusers all but the system's", async () => {
    const app = await openShop();
    const items = await seenBy(app, localOperator);
    expect(items.map(({ name }: { name: string }) => name)).toEqual(["goods", "makers", "orders"]);
    expect(items[0].fields).toContain("cost");
  });

  test("others what they may read, without hidden fields", async () => {
    const app = await openShop();
    const fields = ["id", "title", "size", "maker", "created_at", "updated_at"];
    expect(await seenBy(app, guest)).toEqual([{ name: "goods", type: "base", fields }]);
  });

  test("a confined token its own, for reading and for changing", async () => {
    const app = await openShop();
    const narrow = await confinedTo(app, "goods");
    expect(await seenBy(app, narrow)).toMatchObject([{ name: "goods" }]);
    const listed = await app.call("collections.list", {}, narrow);
    expect(listed.items).toMatchObject([{ name: "goods" }]);
    for (const [operation, input] of [
      ["collections.view", { collection: "makers" }],
      ["collections.update", { collection: "makers", listRule: "" }],
      ["collections.delete", { collection: "orders" }],
      ["collections.truncate", { collection: "orders" }],
      ["collections.create", { name: "more" }],
      ["collections.import", { collections: [{ name: "makers", listRule: "" }] }],
    ] as const) {
      expect((await app.refusal(operation, input, narrow)).code).toBe("forbidden");
    }
    expect(
      await app.call("collections.update", { collection: "goods", viewRule: "" }, narrow),
    ).toMatchObject({ viewRule: "" });
  });
});

describe("a described collection", () => {
  test("says what is not the usual, relations by name and who refers to it", async () => {
    const app = await openShop();
    const goods = await app.call("collections.describe", { collection: "goods" });
    expect(goods.fields.slice(1, 5)).toEqual([
      { name: "title", type: "text", help: "As printed on the box.", required: true },
      { name: "size", type: "select", values: ["S", "M"] },
      { name: "cost", type: "number", hidden: true },
      { name: "maker", type: "relation", collection: "makers" },
    ]);
    expect(goods.referencedBy).toEqual(["orders_via_good"]);
    expect(goods.rules).toMatchObject({ listRule: "", createRule: null });
  });

  test("tells others neither rules nor what they may not see", async () => {
    const app = await openShop();
    const goods = await app.call("collections.describe", { collection: "goods" }, guest);
    expect(goods).not.toHaveProperty("rules");
    expect(goods.referencedBy).toEqual([]);
    expect(JSON.stringify(goods)).not.toMatch(/cost|makers|orders/);
  });

  test("that somebody may not see is not there, and its name is not suggested", async () => {
    const app = await openShop();
    for (const collection of ["orders", "order", "_superusers"]) {
      const failure = await app.refusal("collections.describe", { collection }, guest);
      expect(failure.code).toBe("notFound");
      expect(failure.hint).not.toContain("orders");
    }
    const failure = await app.refusal("collections.describe", { collection: "good" }, guest);
    expect(failure.hint).toContain("goods");
  });
});
