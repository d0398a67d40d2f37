import { describe, expect, test } from "bun:test";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

/** Members of a club write notes about each other; staff read them all. */
async function openClub(): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "members",
    type: "auth",
    fields: [
      { name: "level", type: "number" },
      { name: "boss", type: "relation", collectionId: "members" },
    ],
  });
  await app.call("collections.create", {
    name: "notes",
    fields: [
      { name: "about", type: "relation", collectionId: "members" },
      { name: "text", type: "text" },
      { name: "facts", type: "json" },
    ],
    listRule: "about.level:each < @request.auth.level // level",
    viewRule: "text != 'about' && facts.about = 1",
    createRule: "@request.body.about.level = 1 && @request.body.text:isset = true",
  });
  await app.call("collections.update", {
    collection: "members",
    listRule: "notes_via_about.text ?= 'hi' || boss.boss.level > 3",
    viewRule:
      "@collection.notes:other.about ?= id && @collection.notes.text ?!= @request.query.text",
    manageRule: "@request.auth.boss = '' && @request.auth.level > 8",
  });
  return app;
}

async function rulesOf(app: TestApp, collection: string): Promise<Record<string, string>> {
  return app.call("collections.view", { collection });
}

describe("a new name", () => {
  test("of a field stands in every rule that means it", async () => {
    const app = await openClub();
    await app.call("collections.update", {
      collection: "members",
      renameFields: [
        { from: "level", to: "rank" },
        { from: "boss", to: "chief" },
      ],
    });
    expect(await rulesOf(app, "members")).toMatchObject({
      listRule: "notes_via_about.text ?= 'hi' || chief.chief.rank > 3",
      manageRule: "@request.auth.chief = '' && @request.auth.rank > 8",
    });
    expect(await rulesOf(app, "notes")).toMatchObject({
      listRule: "about.rank:each < @request.auth.rank // level",
      createRule: "@request.body.about.rank = 1 && @request.body.text:isset = true",
    });
    await app.call("collections.update", {
      collection: "notes",
      renameFields: [
        { from: "about", to: "member" },
        { from: "text", to: "words" },
      ],
    });
    expect(await rulesOf(app, "notes")).toMatchObject({
      listRule: "member.rank:each < @request.auth.rank // level",
      viewRule: "words != 'about' && facts.about = 1",
      createRule: "@request.body.member.rank = 1 && @request.body.words:isset = true",
    });
    expect(await rulesOf(app, "members")).toMatchObject({
      listRule: "notes_via_member.words ?= 'hi' || chief.chief.rank > 3",
      viewRule:
        "@collection.notes:other.member ?= id && @collection.notes.words ?!= @request.query.text",
    });
  });

  test("of a collection stands in every rule that means it", async () => {
    const app = await openClub();
    await app.call("collections.update", { collection: "notes", name: "remarks" });
    expect(await rulesOf(app, "members")).toMatchObject({
      listRule: "remarks_via_about.text ?= 'hi' || boss.boss.level > 3",
      viewRule:
        "@collection.remarks:other.about ?= id && @collection.remarks.text ?!= @request.query.text",
    });
    expect((await app.call("records.list", { collection: "members" }, guest)).items).toEqual([]);
  });

  test("leaves a rule alone that is new with it", async () => {
    const app = await openClub();
    const renamed = {
      collection: "notes",
      renameFields: [{ from: "text", to: "words" }],
      viewRule: "words = 'x'",
    };
    await app.call("collections.update", renamed);
    expect(await rulesOf(app, "notes")).toMatchObject({ viewRule: "words = 'x'" });
  });

  test("changes nothing about who may do what", async () => {
    const app = await openClub();
    const secret = { password: "1234567890", passwordConfirm: "1234567890" };
    const made = (id: string, level: number) =>
      app.call("records.create", {
        collection: "members",
        data: { id, level, email: `${id}@b.co`, ...secret },
      });
    await made("low000000000000", 1);
    await made("high00000000000", 9);
    await app.call("records.create", {
      collection: "notes",
      data: { about: "low000000000000", text: "x" },
    });
    const seen = async () => {
      const counts = [];
      for (const id of ["low000000000000", "high00000000000"]) {
        const caller = await signedIn(app, "members", id);
        counts.push((await app.call("records.list", { collection: "notes" }, caller)).totalItems);
      }
      return counts;
    };
    expect(await seen()).toEqual([0, 1]);
    const renameFields = [{ from: "level", to: "rank" }];
    await app.call("collections.update", { collection: "members", renameFields, name: "people" });
    await app.call("collections.update", { collection: "people", name: "members" });
    expect(await seen()).toEqual([0, 1]);
  });
});

describe("what rules of others mention", () => {
  test.each([
    [
      "collections.update",
      { collection: "members", dropFields: ["level"] },
      /listRule of notes: .*level/,
    ],
    [
      "collections.update",
      { collection: "notes", dropFields: ["text"], viewRule: null, createRule: null },
      /viewRule of members/,
    ],
    [
      "collections.delete",
      { collection: "notes" },
      /listRule of members: .*notes.*viewRule of members/,
    ],
  ])("is not taken away: %s %j", async (operation, input, hint) => {
    const app = await openClub();
    // Their own rules are told of first.
    if (input.collection === "members") {
      await app.call("collections.update", {
        collection: "members",
        listRule: null,
        manageRule: null,
      });
    }
    const failure = await app.refusal(operation, input);
    expect(failure).toMatchObject({ code: "invalid", hint: expect.stringMatching(hint) });
  });

  test("may go when the rules do", async () => {
    const app = await openClub();
    await app.call("collections.update", { collection: "members", listRule: null, viewRule: null });
    await app.call("collections.delete", { collection: "notes" });
    await app.call("collections.update", { collection: "members", manageRule: null });
    await app.call("collections.update", { collection: "members", dropFields: ["level"] });
  });

  test("is kept for people too, where `@request.auth` would only become empty", async () => {
    const app = await openClub();
    const update = { collection: "notes", listRule: "@request.auth.level != 5" };
    await app.call("collections.update", { ...update, viewRule: null, createRule: null });
    await app.call("collections.update", {
      collection: "members",
      listRule: null,
      manageRule: null,
    });
    const dropping = { collection: "members", dropFields: ["level"] };
    expect((await app.refusal("collections.update", dropping)).hint).toContain("listRule of notes");
    await app.call("collections.create", {
      name: "guests",
      type: "auth",
      fields: [{ name: "level", type: "number" }],
    });
    await app.call("collections.update", dropping);
  });
});

test("a collection has at most 1,000 fields", async () => {
  const app = await openTestApp();
  const fields = Array.from({ length: 1001 }, (_, index) => ({ name: `f${index}`, type: "bool" }));
  const failure = await app.refusal("collections.create", { name: "wide", fields });
  expect(failure.problems).toMatchObject({ fields: { code: "validation_length_too_long" } });
});
