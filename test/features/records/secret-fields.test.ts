// Whoever may compare with a secret can find it out, a character at a time: an agent may not, whatever
// its scopes.
import { beforeEach, describe, expect, test } from "bun:test";
import { localOperator, type Caller } from "../../../src/kernel/caller.ts";
import { expandScopes } from "../../../src/kernel/scope.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const token = { id: "t1", name: "agent", readOnly: false, collections: null };
const agent: Caller = {
  superuser: true,
  record: null,
  token: { ...token, scopes: expandScopes(["admin"]) },
  actor: "mcp:agent",
};

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", { name: "people", type: "auth", listRule: "" });
  const fields = [
    { name: "owner", type: "relation", collectionId: "people" },
    { name: "pin", type: "password" },
    { name: "salary", type: "number", hidden: true },
  ];
  await app.call("collections.create", {
    name: "notes",
    fields,
    listRule: "owner.tokenKey != ''",
  });
  const secret = "1234567890";
  const data = { email: "a@example.com", password: secret, passwordConfirm: secret };
  const { id } = await app.call("records.create", { collection: "people", data });
  await app.call("records.create", {
    collection: "notes",
    data: { owner: id, pin: "12345678", salary: 5 },
  });
});

const asked: [string, object][] = [
  ["a filter", { collection: "people", filter: "tokenKey ~ 'a'" }],
  ["a filter over the hash", { collection: "people", filter: "password != ''" }],
  ["a filter with a modifier", { collection: "people", filter: "tokenKey:lower ~ 'a'" }],
  ["along a relation", { collection: "notes", filter: "owner.tokenKey ~ 'a'" }],
  [
    "beside the own collection",
    { collection: "notes", filter: "@collection.people.tokenKey ~ 'a'" },
  ],
  ["a password field of one's own", { collection: "notes", filter: "pin ~ '$'" }],
  ["a sort", { collection: "people", sort: "tokenKey" }],
  ["a sort along a relation", { collection: "notes", sort: "-owner.password" }],
];

describe("to an agent there is no secret to compare with", () => {
  test.each(asked)("in %s", async (_, input) => {
    // The superuser's own session asked first: what was compiled for it is not for the agent.
    await app.call("records.list", input);
    const failure = await app.refusal("records.list", input, agent);
    expect(failure).toMatchObject({
      code: "invalid",
      message: expect.stringContaining("There is no field"),
    });
    expect(failure.hint).not.toMatch(/tokenKey|password|pin/);
    await app.call("records.list", input, localOperator);
  });

  test("other hidden fields are there, and rules may speak of secrets", async () => {
    const filter = "salary = 5";
    expect(
      (await app.call("records.list", { collection: "notes", filter }, agent)).totalItems,
    ).toBe(1);
    const via = "notes_via_owner.id != ''";
    const found = await app.call("records.list", { collection: "people", filter: via }, agent);
    expect(found.totalItems).toBe(1);
  });
});
