import { describe, expect, test } from "bun:test";
import { guest, localOperator, type Caller } from "../../src/kernel/caller.ts";
import { expandScopes, type Scope } from "../../src/kernel/scope.ts";
import { openTestApp, type TestApp } from "../open-test-app.ts";

function holding(scopes: Scope[], more: Partial<NonNullable<Caller["token"]>> = {}): Caller {
  const grant = { id: "t1", name: "agent", readOnly: false, collections: null };
  const token = { ...grant, ...more, scopes: expandScopes(scopes) };
  return { superuser: true, record: null, token, actor: "mcp:agent" };
}

async function openNotes(): Promise<TestApp> {
  const app = await openTestApp();
  const fields = [{ name: "title", type: "text" }];
  await app.call("collections.create", { name: "notes", fields, listRule: "" });
  await app.call("collections.create", { name: "plans", fields, listRule: "" });
  return app;
}

const note = { collection: "notes", data: { title: "x" } };
const list = { collection: "notes" };
const making = { name: "more" };

/** Who, what, and how it ends: "ok" or the failure's code and a part of its hint. */
const rows: [title: string, Caller, string, object, string, hint?: string][] = [
  ["a guest lists what is open", guest, "records.list", list, "ok"],
  ["a guest creates nothing", guest, "records.create", note, "forbidden", "createRule"],
  ["a guest makes no collection", guest, "collections.create", making, "unauthenticated"],
  ["the operator makes one", localOperator, "collections.create", making, "ok"],
  ["mcp:read reads", holding(["mcp:read"]), "records.list", list, "ok"],
  [
    "mcp:read does not write",
    holding(["mcp:read"]),
    "records.create",
    note,
    "forbidden",
    "--scope write:tables",
  ],
  ["mcp:write writes", holding(["mcp:write"]), "records.create", note, "ok"],
  ["mcp:write does not read", holding(["mcp:write"]), "records.list", list, "forbidden"],
  [
    "mcp:write makes no collection",
    holding(["mcp:read", "mcp:write"]),
    "collections.create",
    making,
    "forbidden",
    "--scope mcp:admin",
  ],
  ["mcp:admin makes one", holding(["mcp:admin"]), "collections.create", making, "ok"],
  [
    "mcp:admin mints no token",
    holding(["mcp:admin"]),
    "tokens.mint",
    { name: "x", scopes: ["mcp:read"] },
    "forbidden",
  ],
  [
    "a read-only token writes nothing, whatever its scopes",
    holding(["admin"], { readOnly: true }),
    "records.create",
    note,
    "forbidden",
    "read-only",
  ],
  [
    "system collections are not there for agents",
    holding(["mcp:admin"]),
    "records.list",
    { collection: "_superusers" },
    "notFound",
  ],
  [
    "unknown input is told",
    localOperator,
    "records.list",
    { collection: "notes", fliter: "x" },
    "invalid",
    "Did you mean filter",
  ],
];

describe("one road to every operation", () => {
  for (const [title, caller, operation, input, outcome, hint] of rows) {
    test(title, async () => {
      const app = await openNotes();
      if (outcome === "ok") return void (await app.call(operation, input, caller));
      const failure = await app.refusal(operation, input, caller);
      expect({ code: failure.code, hint: failure.hint ?? "" }).toEqual({
        code: outcome as typeof failure.code,
        hint: expect.stringContaining(hint ?? ""),
      });
    });
  }

  test("a confined token does not reach other collections, not even by expand", async () => {
    const app = await openNotes();
    const { id } = await app.call("collections.view", list);
    const confined = holding(["mcp:read"], { collections: new Set([id]) });
    await app.call("records.list", list, confined);
    const failure = await app.refusal("records.list", { collection: "plans" }, confined);
    expect(failure.code).toBe("forbidden");
  });
});

describe("the audit", () => {
  test("tells who called what, how it ended, and what it changed", async () => {
    const app = await openNotes();
    const agent = holding(["mcp:write"]);
    const facts = { door: "mcp", client: { name: "claude", version: "1" } } as const;
    const made = await app.call("records.create", note, agent, facts);
    await app.refusal("collections.create", making, agent, facts);
    const { items } = await app.call("audit.list", { actor: "mcp:agent" });
    const told = items.map(({ operation, outcome, client, changed }: Record<string, unknown>) => ({
      operation,
      outcome,
      client,
      changed,
    }));
    expect(told).toContainEqual({
      operation: "records.create",
      outcome: "ok",
      client: "claude 1",
      changed: [{ collection: "notes", record: made.id, action: "create" }],
    });
    expect(told).toContainEqual({
      operation: "collections.create",
      outcome: "forbidden",
      client: "claude 1",
      changed: [],
    });
  });
});

describe("the change feed", () => {
  test("brings everybody's committed changes once, in order, and no undone ones", async () => {
    const app = await openNotes();
    const heard: string[] = [];
    const stop = app.changes.subscribe((changes) => {
      for (const change of changes) heard.push(`${change.action} ${change.record}`);
    });
    const made = await app.call("records.create", note);
    await app.refusal("records.create", { collection: "notes", data: { id: "short" } });
    await app.call("records.update", { ...list, id: made.id, data: { title: "y" } });
    await app.call("records.delete", { ...list, id: made.id });
    await Bun.sleep(100);
    stop();
    await app.call("records.create", note);
    await Bun.sleep(60);
    expect(heard).toEqual(["create", "update", "delete"].map((action) => `${action} ${made.id}`));
  });
});

describe("an input that is not what the operation takes", () => {
  const validating = "An error occurred while validating the submitted data.";
  const loading = "An error occurred while loading the submitted data.";
  test.each<[string, object, message: string, problem: object, hint: string]>([
    [
      "records.get",
      { id: "x" },
      validating,
      { collection: { code: "validation_required" } },
      "collection: Cannot be blank. records.get takes collection, id",
    ],
    [
      "records.get",
      { collection: 1, id: "x" },
      loading,
      { collection: { code: "validation_invalid_value" } },
      "collection: Expected string.",
    ],
    [
      "records.get",
      { collection: "notes", di: "x" },
      validating,
      { di: { code: "validation_invalid_value" } },
      "Did you mean id instead of di?",
    ],
    [
      "collections.preview",
      { query: "x".repeat(5001) },
      validating,
      { query: { code: "validation_length_too_long", params: { min: 0, max: 5000 } } },
      "query: The length must be no more than 5000.",
    ],
    [
      "collections.create",
      {},
      "Failed to create collection.",
      { name: { code: "validation_required" } },
      "name: Cannot be blank.",
    ],
  ])("%s %j", async (operation, input, message, problem, hint) => {
    const failure = await (await openNotes()).refusal(operation, input);
    expect(failure).toMatchObject({ code: "invalid", message, problems: problem });
    expect(failure.hint).toContain(hint);
  });
});
