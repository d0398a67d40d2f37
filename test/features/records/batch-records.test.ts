import { describe, expect, test } from "bun:test";
import { changesSince } from "../../../src/kernel/change.ts";
import { sql } from "../../../src/kernel/sql.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

/** Members keep lists of their own; anybody may join. */
async function openLists(): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "members",
    type: "auth",
    fields: [{ name: "nick", type: "text" }],
    viewRule: "",
    createRule: "",
    updateRule: "id = @request.auth.id",
  });
  const own = "owner = @request.auth.id";
  await app.call("collections.create", {
    name: "lists",
    fields: [
      { name: "title", type: "text", required: true, max: 20 },
      { name: "size", type: "number" },
      { name: "owner", type: "relation", collectionId: "members" },
    ],
    indexes: ["CREATE UNIQUE INDEX `one_title` ON `lists` (`title`)"],
    viewRule: own,
    createRule: own,
    updateRule: `${own} && @request.context = 'batch'`,
    deleteRule: own,
  });
  for (const nick of ["ana", "bob"]) {
    const id = `${nick}000000000000`;
    const secret = { password: "1234567890", passwordConfirm: "1234567890" };
    await app.call("records.create", {
      collection: "members",
      data: { id, nick, email: `${nick}@b.co`, ...secret },
    });
  }
  return app;
}

const lists = "/api/collections/lists/records";
const idOf = (nick: string) => `${nick}000000000000`;
const post = (body: object, url = lists) => ({ method: "POST", url, body });
const patch = (id: string, body: object) => ({ method: "PATCH", url: `${lists}/${id}`, body });

async function titlesIn(app: TestApp): Promise<string[]> {
  const { items } = await app.call("records.list", { collection: "lists", sort: "title" });
  return items.map((item: { title: string }) => item.title);
}

describe("a batch", () => {
  test("runs in order, each request sees those before it", async () => {
    const app = await openLists();
    const { responses } = await app.call("records.batch", {
      requests: [
        post({ id: "list00000000001", title: "one" }, `${lists}?fields=id,title`),
        { method: "PUT", url: lists, body: { id: "list00000000001", "size+": 2 } },
        { method: "PUT", url: "/api/v1/collections/lists/records", body: { title: "two" } },
        { method: "PUT", url: lists, body: { id: "list00000000003", title: "three" } },
        { method: "DELETE", url: `${lists}/list00000000003` },
        {
          ...patch("list00000000001", { owner: idOf("ana") }),
          url: `${lists}/list00000000001?expand=owner`,
        },
      ],
    });
    expect(responses).toMatchObject([
      { status: 200, body: { id: "list00000000001", title: "one" } },
      { status: 200, body: { title: "one", size: 2 } },
      { status: 200, body: { title: "two" } },
      { status: 200, body: { id: "list00000000003", title: "three" } },
      { status: 204, body: null },
      { status: 200, body: { title: "one", size: 2, expand: { owner: { nick: "ana" } } } },
    ]);
    expect(Object.keys(responses[0].body)).toEqual(["id", "title"]);
    expect(await titlesIn(app)).toEqual(["one", "two"]);
  });

  test("is one call in the change log and in the audit", async () => {
    const app = await openLists();
    const [{ last } = { last: 0 }] = await app.storage.all<{ last: number }>(
      sql`SELECT max("sequence") AS "last" FROM "_changes"`,
    );
    await app.call("records.batch", { requests: [post({ title: "a" }), post({ title: "b" })] });
    const changes = await changesSince(app.storage, last, 10);
    expect(changes.map(({ action }) => action)).toEqual(["create", "create"]);
    expect(new Set(changes.map(({ call }) => call)).size).toBe(1);
    await Bun.sleep(150);
    const { items } = await app.call("audit.list", {});
    const [{ operation, changed }] = items;
    expect({ operation, changes: changed.length }).toEqual({
      operation: "records.batch",
      changes: 2,
    });
  });

  test.each([
    ["a missing value", post({ title: "" }), "invalid", { title: { code: "validation_required" } }],
    [
      "a value that is taken",
      post({ title: "kept" }),
      "invalid",
      { title: { code: "validation_not_unique" } },
    ],
    ["a record that is not there", patch("nosuchlist00000", {}), "notFound", {}],
    ["a collection that is not there", post({}, "/api/collections/nope/records"), "notFound", {}],
    ["a question", { method: "GET", url: lists }, "invalid", {}],
    ["another route", post({}, "/api/settings"), "invalid", {}],
    ["an address that cannot be read", post({}, "/api/collections/%zz/records"), "invalid", {}],
  ])("with %s undoes everything", async (_, bad, code, problems) => {
    const app = await openLists();
    await app.call("records.create", { collection: "lists", data: { title: "kept" } });
    const requests = [post({ title: "undone" }), bad, post({ title: "never" })];
    const failure = await app.refusal("records.batch", { requests });
    expect(failure).toMatchObject({
      code: "invalid",
      message: "Batch transaction failed.",
      problems: {
        requests: { 1: { code: "batch_request_failed", failure: { code, problems } } },
      },
    });
    expect(Object.keys(failure.problems.requests!)).toEqual(["1"]);
    expect(failure.hint).toContain("Request 1");
    expect(await titlesIn(app)).toEqual(["kept"]);
  });

  test("gives nobody more than single calls would", async () => {
    const app = await openLists();
    const ana = await signedIn(app, "members", idOf("ana"));
    const facts = { door: "http" } as const;
    const ours = { owner: idOf("ana") };
    const theirs = await app.call("records.create", {
      collection: "lists",
      data: { title: "bob's", owner: idOf("bob") },
    });
    const { responses } = await app.call(
      "records.batch",
      { requests: [post({ title: "x", ...ours })] },
      ana,
      facts,
    );
    const { id } = responses[0].body;
    for (const bad of [
      post({ title: "y", owner: idOf("bob") }),
      patch(theirs.id, { title: "mine" }),
      { method: "DELETE", url: `${lists}/${theirs.id}` },
      { method: "PUT", url: lists, body: { id: theirs.id, title: "mine" } },
    ]) {
      const requests = [patch(id, { size: 9 }), bad];
      const failure = await app.refusal("records.batch", { requests }, ana, facts);
      expect(failure.problems).toMatchObject({ requests: { 1: { code: "batch_request_failed" } } });
    }
    expect(await app.call("records.get", { collection: "lists", id }, ana)).toMatchObject({
      size: 0,
    });
    // The update rule asks for a batch.
    await app.refusal("records.update", { collection: "lists", id, data: { size: 1 } }, ana);
    await app.call("records.batch", { requests: [patch(id, { size: 1 })] }, ana, facts);
  });

  test("tells rules of each request's own method, query and headers", async () => {
    const app = await openLists();
    await app.call("collections.update", {
      collection: "lists",
      createRule:
        "@request.method = 'POST' && @request.query.door = 'back' && @request.headers.x_key = 'k' && @request.headers.x_all = 'a'",
    });
    const ana = await signedIn(app, "members", idOf("ana"));
    const facts = { door: "http", method: "POST", headers: { x_all: "a" } } as const;
    const good = {
      method: "PUT",
      url: `${lists}?door=back`,
      headers: { "X-Key": "k" },
      body: { title: "in" },
    };
    await app.call("records.batch", { requests: [good] }, ana, facts);
    for (const bad of [
      { ...good, url: lists },
      { ...good, headers: {} },
    ]) {
      await app.refusal("records.batch", { requests: [bad] }, ana, facts);
    }
  });

  test("makes people who can sign in, and changes their passwords", async () => {
    const app = await openLists();
    const members = "/api/collections/members/records";
    const secret = (password: string) => ({ password, passwordConfirm: password });
    await app.call("records.batch", {
      requests: [
        post({ email: "cy@b.co", ...secret("cyscyscys") }, members),
        { method: "PATCH", url: `${members}/${idOf("ana")}`, body: secret("anasanasanas") },
      ],
    });
    for (const [identity, password] of [
      ["cy@b.co", "cyscyscys"],
      ["ana@b.co", "anasanasanas"],
    ]) {
      const signIn = { collection: "members", identity, password };
      expect(await app.call("auth.withPassword", signIn)).toHaveProperty("token");
    }
  });

  test("tried out dry leaves nothing", async () => {
    const app = await openLists();
    const { localOperator } = await import("../../../src/kernel/caller.ts");
    const { invoke } = await import("../../../src/kernel/invoke.ts");
    const context = app.contextFor(localOperator, undefined, { dryRun: true });
    const requests = [post({ title: "maybe" })];
    const answer = await invoke(context, app.operations.get("records.batch")!, { requests });
    expect(answer).toMatchObject({ responses: [{ status: 200, body: { title: "maybe" } }] });
    expect(await titlesIn(app)).toEqual([]);
  });

  test("tells of every request that is none", async () => {
    const app = await openLists();
    const { url } = post({});
    const requests = [
      {},
      { method: "get", url },
      post({}),
      { method: "POST", url: "/".repeat(2001) },
    ];
    expect(await app.refusal("records.batch", { requests })).toMatchObject({
      message: "Invalid batch request data.",
      problems: {
        requests: {
          0: { method: { code: "validation_required" }, url: { code: "validation_required" } },
          1: { method: { code: "validation_in_invalid" } },
          3: { url: { code: "validation_length_too_long", params: { min: 0, max: 2000 } } },
        },
      },
    });
  });

  test("stays within what the settings allow", async () => {
    const app = await openLists();
    const requests = [post({ title: "a" }), post({ title: "b" })];
    await app.call("settings.set", { batch: { maxRequests: 1 } });
    expect((await app.refusal("records.batch", { requests })).problems).toMatchObject({
      requests: { code: "validation_length_too_long", params: { max: 1 } },
    });
    expect((await app.refusal("records.batch", { requests: [] })).problems).toMatchObject({
      requests: { code: "validation_required" },
    });
    await app.call("settings.set", { batch: { enabled: false } });
    expect(await app.refusal("records.batch", { requests })).toMatchObject({ code: "forbidden" });
    expect(await titlesIn(app)).toEqual([]);
  });
});
