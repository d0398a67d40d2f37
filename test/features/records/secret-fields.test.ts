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

describe("nor a rule of its own making that compares with one", () => {
  const refusedWith = "A token cannot compare with a secret";
  const alter = (collection: string, more: object) =>
    app.refusal("collections.update", { collection, ...more }, agent);
  const told = (failure: { hint: string | undefined; problems: unknown }) =>
    `${failure.hint} ${JSON.stringify(failure.problems)}`;

  const twoWays = { otp: { enabled: true }, passwordAuth: { enabled: true } };

  test.each<[string, string, object]>([
    ["a rule", "people", { listRule: "tokenKey ~ 'a'" }],
    ["a rule with a modifier", "people", { viewRule: "password:lower ~ 'a'" }],
    ["along a relation", "notes", { updateRule: "owner.tokenKey ~ 'a'" }],
    ["along a relation back", "people", { listRule: "notes_via_owner.pin ~ '$'" }],
    ["of another collection", "notes", { listRule: "@collection.people.tokenKey ~ 'a'" }],
    ["of who is asking", "notes", { listRule: "@request.auth.tokenKey ~ 'a'" }],
    ["a password field of one's own", "notes", { listRule: "pin ~ '$'" }],
    ["behind who is asking", "notes", { listRule: "@request.auth.notes_via_owner.pin ~ '$'" }],
    ["behind what is sent", "notes", { createRule: "@request.body.owner.tokenKey:lower ~ 'a'" }],
    ["who may sign in", "people", { authRule: "tokenKey ~ 'a'" }],
    ["who manages", "people", { manageRule: "tokenKey ~ 'a'" }],
    [
      "who needs two steps",
      "people",
      { ...twoWays, mfa: { enabled: true, rule: "tokenKey ~ 'a'" } },
    ],
  ])("%s", async (_, collection, change) => {
    expect(told(await alter(collection, change))).toContain(refusedWith);
    const draft = { name: collection, ...change };
    const { problems } = await app.call("rules.checkDraft", { collection: draft }, agent);
    expect(JSON.stringify(problems)).toContain(refusedWith);
    await app.call("collections.update", { collection, ...change });
  });

  test("what the caller sends for a password is no secret to compare with", async () => {
    const updateRule = "@request.body.password:isset = false";
    await app.call("collections.update", { collection: "people", updateRule }, agent);
  });

  test("nor in a collection that it makes, imports, or hears of by a webhook", async () => {
    const rules = { listRule: "@collection.people.tokenKey ~ 'a'" };
    const made = await app.refusal("collections.create", { name: "spy", ...rules }, agent);
    expect(told(made)).toContain(refusedWith);
    const collections = [{ name: "spy", type: "base", fields: [], ...rules }];
    const imported = await app.refusal("collections.import", { collections }, agent);
    expect(told(imported)).toContain(refusedWith);
    const hook = { url: "https://example.com/", events: ["people.*"], filter: "tokenKey ~ 'a'" };
    const heard = await app.refusal("webhooks.create", { name: "spy", ...hook }, agent);
    expect(heard.message).toContain(refusedWith);
  });

  test("a rule that a superuser wrote stays when a token changes something else", async () => {
    await app.call("collections.update", { collection: "notes", viewRule: "" }, agent);
    const { listRule } = await app.call("collections.view", { collection: "notes" });
    expect(listRule).toBe("owner.tokenKey != ''");
  });

  test("an index over part of one would tell as well: what is alike is refused", async () => {
    const { indexes } = await app.call("collections.view", { collection: "people" });
    const probes = [
      "CREATE UNIQUE INDEX `probe` ON `people` (`verified`) WHERE `tokenKey` LIKE 'a%'",
      'CREATE UNIQUE INDEX `probe` ON `people` (substr("TOKENKEY", 1, 1))',
    ];
    for (const probe of probes) {
      const failure = await alter("people", { indexes: [...indexes, probe] });
      expect(told(failure)).toContain("in a condition or an expression");
    }
    await app.call("collections.update", { collection: "people", indexes }, agent);
  });
});
