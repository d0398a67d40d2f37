import { describe, expect, test } from "bun:test";
import { guest, localOperator } from "../../../src/kernel/caller.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

/** Authors write posts; anybody reads published ones; authors see and change their own. */
async function openBlog(): Promise<TestApp> {
  const app = await openTestApp();
  const people = [
    { name: "name", type: "text" },
    { name: "rank", type: "number" },
  ];
  await app.call("collections.create", {
    name: "authors",
    type: "auth",
    fields: people,
    listRule: "",
    viewRule: "",
    createRule: "",
    updateRule: "id = @request.auth.id",
  });
  await app.call("collections.create", {
    name: "posts",
    fields: [
      { name: "title", type: "text", required: true, max: 40 },
      { name: "published", type: "bool" },
      { name: "score", type: "number" },
      { name: "tags", type: "select", values: ["a", "b", "c"], maxSelect: 3 },
      { name: "author", type: "relation", collectionId: "authors", cascadeDelete: true },
      { name: "secret", type: "text", hidden: true },
      { name: "meta", type: "json" },
    ],
    indexes: ["CREATE UNIQUE INDEX `idx_posts_title` ON `posts` (`title`)"],
    listRule: "published = true || author = @request.auth.id",
    viewRule: "published = true || author = @request.auth.id",
    createRule: "@request.auth.id != '' && author = @request.auth.id",
    updateRule: "author = @request.auth.id",
    deleteRule: "author = @request.auth.id",
  });
  for (const name of ["ana", "bob"]) {
    const data = { id: `${name}000000000000`, email: `${name}@example.com`, name };
    await app.call("records.create", {
      collection: "authors",
      data: { ...data, password: "1234567890", passwordConfirm: "1234567890" },
    });
  }
  const posts = [
    { title: "Hello", published: true, author: "ana000000000000", score: 3, tags: ["a", "b"] },
    { title: "Draft", published: false, author: "ana000000000000", secret: "x" },
    { title: "World", published: true, author: "bob000000000000", score: 5, meta: { a: [1] } },
  ];
  for (const data of posts) await app.call("records.create", { collection: "posts", data });
  return app;
}

const titles = (list: { items: { title: string }[] }) => list.items.map((item) => item.title);

describe("listing", () => {
  test("gives each caller what the list rule lets through", async () => {
    const app = await openBlog();
    const list = { collection: "posts", sort: "title" };
    const ana = await signedIn(app, "authors", "ana000000000000");
    expect(titles(await app.call("records.list", list))).toEqual(["Draft", "Hello", "World"]);
    expect(titles(await app.call("records.list", list, guest))).toEqual(["Hello", "World"]);
    expect(titles(await app.call("records.list", list, ana))).toEqual(["Draft", "Hello", "World"]);
  });

  test("filters, sorts, pages and counts", async () => {
    const app = await openBlog();
    const page = await app.call("records.list", {
      collection: "posts",
      filter: "author.name = 'ana' || tags ?= 'a'",
      sort: "-title",
      perPage: 1,
      page: 2,
    });
    expect(page).toMatchObject({ page: 2, perPage: 1, totalItems: 2, totalPages: 2 });
    expect(titles(page)).toEqual(["Draft"]);
    const uncounted = await app.call("records.list", { collection: "posts", skipTotal: true });
    expect(uncounted).toMatchObject({ totalItems: -1, totalPages: -1 });
  });

  test("hides hidden fields and other people's addresses", async () => {
    const app = await openBlog();
    const post = (await app.call("records.list", { collection: "posts" }, guest)).items[0];
    expect(post).not.toHaveProperty("secret");
    const authors = await app.call("records.list", { collection: "authors", sort: "name" }, guest);
    expect(authors.items[0]).not.toHaveProperty("email");
    expect(authors.items[0]).not.toHaveProperty("password");
    const ana = await signedIn(app, "authors", "ana000000000000");
    const seen = await app.call("records.list", { collection: "authors", sort: "name" }, ana);
    expect(seen.items[0].email).toBe("ana@example.com");
    expect(seen.items[1]).not.toHaveProperty("email");
  });

  test("expands forward and back, under the target's view rule", async () => {
    const app = await openBlog();
    const expand = "author,author.posts_via_author";
    const list = { collection: "posts", filter: "title = 'Hello'", expand };
    const [hello] = (await app.call("records.list", list, guest)).items;
    expect(hello.expand.author.name).toBe("ana");
    expect(titles({ items: hello.expand.author.expand.posts_via_author })).toEqual(["Hello"]);
  });

  test("an expand that may be followed and finds nothing leaves an empty one", async () => {
    const app = await openBlog();
    await app.call("records.create", { collection: "posts", data: { title: "Lost" } });
    const asked = { collection: "posts", filter: "title = 'Lost'" };
    const http = { door: "http" } as const;
    const expanded = async (expand: string) =>
      (await app.call("records.list", { ...asked, expand }, localOperator, http)).items[0].expand;
    expect(await expanded("author")).toEqual({});
    expect(await expanded("writer,title")).toBeUndefined();
    const cleo = { email: "cleo@example.com", password: "1234567890" };
    const { id } = await app.call("records.create", {
      collection: "authors",
      data: { ...cleo, passwordConfirm: cleo.password },
    });
    const get = { collection: "authors", id, expand: "posts_via_author" };
    expect((await app.call("records.get", get)).expand).toEqual({});
    await app.call("collections.update", { collection: "posts", viewRule: null });
    expect(await app.call("records.get", get, guest)).not.toHaveProperty("expand");
  });
});

describe("writing", () => {
  test("a create rule sees the record as it would be", async () => {
    const app = await openBlog();
    const ana = await signedIn(app, "authors", "ana000000000000");
    const mine = { collection: "posts", data: { title: "Mine", author: "ana000000000000" } };
    const hers = { collection: "posts", data: { title: "Hers", author: "bob000000000000" } };
    expect(await app.call("records.create", mine, ana)).toMatchObject({ title: "Mine", score: 0 });
    expect(await app.refusal("records.create", hers, ana)).toMatchObject({ code: "invalid" });
    expect(await app.refusal("records.create", mine, guest)).toMatchObject({ code: "invalid" });
    expect((await app.call("records.list", { collection: "posts" })).totalItems).toBe(4);
  });

  test("says what is wrong, field by field, and keeps nothing", async () => {
    const app = await openBlog();
    const data = { title: "x".repeat(41), tags: ["a", "z"], author: "nobody" };
    const failure = await app.refusal("records.create", { collection: "posts", data });
    expect(failure.problems).toMatchObject({
      title: { code: "validation_max_text_constraint", params: { max: 40 } },
      tags: { code: "validation_invalid_value" },
      author: { code: "validation_missing_rel_records" },
    });
    const twice = { collection: "posts", data: { title: "Hello" } };
    expect((await app.refusal("records.create", twice)).problems).toMatchObject({
      title: { code: "validation_not_unique" },
    });
    expect((await app.call("records.list", { collection: "posts" })).totalItems).toBe(3);
  });

  test("a misspelt field is told, except to PocketBase's clients", async () => {
    const app = await openBlog();
    const input = { collection: "posts", data: { titel: "x" } };
    expect((await app.refusal("records.create", input)).hint).toBe("Did you mean title?");
    const failure = await app.refusal("records.create", input, undefined, { door: "http" });
    expect(failure.problems).toMatchObject({ title: { code: "validation_required" } });
  });

  test("modifiers add, append, prepend and remove", async () => {
    const app = await openBlog();
    const [hello] = (
      await app.call("records.list", { collection: "posts", filter: "title='Hello'" })
    ).items;
    const change = { collection: "posts", id: hello.id };
    const data = { "score+": 4, "tags+": "c", "tags-": "a" };
    expect(await app.call("records.update", { ...change, data })).toMatchObject({
      score: 7,
      tags: ["b", "c"],
    });
    const front = await app.call("records.update", { ...change, data: { "+tags": "a" } });
    expect(front.tags).toEqual(["a", "b", "c"]);
  });

  test("an update rule compares the record as it is with the body as it is meant", async () => {
    const app = await openBlog();
    const updateRule = "score < 10 && @request.body.score <= 10";
    await app.call("collections.update", { collection: "posts", updateRule });
    const [{ id }] = (await app.call("records.list", { collection: "posts" })).items;
    const add = (score: number) => ({ collection: "posts", id, data: { "score+": score } });
    expect(await app.call("records.update", add(7), guest)).toMatchObject({ score: 10 });
    expect(await app.refusal("records.update", add(0), guest)).toMatchObject({ code: "notFound" });
    await app.call("records.update", { ...add(0), data: { score: 9 } });
    expect(await app.refusal("records.update", add(2), guest)).toMatchObject({ code: "notFound" });
  });

  test("a locked rule says so, whether or not the record is there", async () => {
    const app = await openBlog();
    await app.call("collections.update", { collection: "posts", updateRule: null });
    const missing = { collection: "posts", id: "missing", data: {} };
    expect(await app.refusal("records.update", missing, guest)).toMatchObject({
      code: "forbidden",
    });
  });

  test("a dry run answers and keeps nothing", async () => {
    const app = await openBlog();
    const { invoke } = await import("../../../src/kernel/invoke.ts");
    const context = app.contextFor(localOperator, undefined, { dryRun: true });
    const input = { collection: "posts", data: { title: "Ghost" } };
    const answer = await invoke(context, app.operations.get("records.create")!, input);
    expect(answer).toMatchObject({ title: "Ghost" });
    expect((await app.call("records.list", { collection: "posts" })).totalItems).toBe(3);
  });

  test("deleting takes along what cascades, and leaves a change for each", async () => {
    const app = await openBlog();
    await app.call("records.delete", { collection: "authors", id: "ana000000000000" });
    expect(titles(await app.call("records.list", { collection: "posts" }))).toEqual(["World"]);
    const changes = await app.storage.all({
      parts: [`SELECT "action" FROM "_changes" WHERE "action" = 'delete'`],
      values: [],
    });
    expect(changes).toHaveLength(3);
  });

  test("deleting empties what only refers to it, which counts as a change", async () => {
    const app = await openTestApp();
    const topic = { name: "topic", type: "relation", collectionId: "topics" };
    await app.call("collections.create", { name: "topics" });
    await app.call("collections.create", { name: "notes", fields: [topic] });
    const { id } = await app.call("records.create", { collection: "topics", data: {} });
    const data = { topic: id };
    const note = await app.call("records.create", { collection: "notes", data });
    await Bun.sleep(2);
    await app.call("records.delete", { collection: "topics", id });
    const { topic: left, updated_at } = await app.call("records.get", {
      collection: "notes",
      id: note.id,
    });
    expect(left).toBe("");
    expect(updated_at > note.updated_at).toBe(true);
  });

  test("an owner needs the old password, and the address is not theirs to change", async () => {
    const app = await openBlog();
    const ana = await signedIn(app, "authors", "ana000000000000");
    const change = { collection: "authors", id: "ana000000000000" };
    const data = {
      email: "new@example.com",
      password: "abcdefghij",
      passwordConfirm: "abcdefghij",
    };
    const failure = await app.refusal("records.update", { ...change, data }, ana);
    expect(failure.problems).toMatchObject({
      email: { code: "validation_values_mismatch" },
      oldPassword: { code: "validation_required" },
    });
    const good = {
      password: "abcdefghij",
      passwordConfirm: "abcdefghij",
      oldPassword: "1234567890",
    };
    expect(await app.call("records.update", { ...change, data: good }, ana)).toMatchObject({
      name: "ana",
    });
  });

  test("what is wrong with a password is said before the rest is looked at", async () => {
    const app = await openBlog();
    const wrongs = async (data: object) => {
      const input = { collection: "authors", data: { email: "no address", ...data } };
      const failure = await app.refusal("records.create", input);
      return Object.keys(failure.problems).toSorted();
    };
    expect(await wrongs({})).toEqual(["password", "passwordConfirm"]);
    expect(await wrongs({ password: 1234567890, passwordConfirm: "1234567890" })).toEqual([
      "email",
    ]);
    expect(await wrongs({ password: "abcdefghij" })).toEqual(["passwordConfirm"]);
    const short = { password: "abc", passwordConfirm: "abc" };
    expect(await wrongs(short)).toEqual(["email", "password"]);
  });

  test("the change log keeps no password and no token key", async () => {
    const app = await openBlog();
    const id = "ana000000000000";
    const data = { password: "abcdefghij", passwordConfirm: "abcdefghij" };
    await app.call("records.update", { collection: "authors", id, data });
    await app.call("records.delete", { collection: "authors", id });
    const rows = await app.storage.all<{ before: string }>({
      parts: [`SELECT "before" FROM "_changes" WHERE "record" = 'ana000000000000'`],
      values: [],
    });
    expect(rows).toHaveLength(3);
    for (const { before } of rows) expect(before).not.toMatch(/argon2|tokenKey|password/);
  });

  test("the last superuser stays, through whichever door", async () => {
    const app = await openBlog();
    const made = await app.call("superusers.create", { email: "a@b.co", password: "1234567890" });
    const last = { collection: "_superusers", id: made.id };
    const failure = await app.refusal("records.delete", last);
    expect(failure.message).toBe("The only superuser cannot be deleted.");
    expect((await app.call("records.list", { collection: "_superusers" })).totalItems).toBe(1);
  });

  test("JSON that looks like one of our problems is just JSON", async () => {
    const app = await openBlog();
    const meta = { code: "x", message: "y" };
    const data = { title: "Odd", meta };
    expect((await app.call("records.create", { collection: "posts", data })).meta).toEqual(meta);
  });

  test("a guest's typing error tells no names of closed collections", async () => {
    const app = await openBlog();
    await app.call("collections.create", { name: "payroll" });
    const failure = await app.refusal("records.list", { collection: "payrol" }, guest);
    expect(failure).toMatchObject({
      code: "notFound",
      hint: expect.not.stringContaining("payroll"),
    });
  });
});

test("a password field of any collection is checked, kept as a hash and never shown", async () => {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "doors",
    fields: [
      { name: "code", type: "password", min: 4, required: true },
      { name: "spare", type: "password", hidden: true },
    ],
  });
  const create = (data: object) => ({ collection: "doors", data });
  for (const [data, code] of [
    [{ code: "123" }, "validation_min_text_constraint"],
    [{}, "validation_required"],
  ] as const) {
    const { problems } = await app.refusal("records.create", create(data));
    expect(problems).toMatchObject({ code: { code } });
  }
  const made = await app.call("records.create", create({ code: "12345", spare: "x" }));
  expect(made.code).toBe("");
  expect(made).not.toHaveProperty("spare");
  const stored = async () =>
    (await app.storage.all({ parts: ['SELECT * FROM "doors"'], values: [] }))[0]!;
  const before = await stored();
  expect(before.code).toStartWith("$");
  expect(before.spare).toStartWith("$");
  const one = { collection: "doors", id: made.id };
  await app.call("records.update", { ...one, data: { spare: "" } });
  expect(await stored()).toMatchObject({ code: before.code, spare: "" });
  expect(await app.refusal("records.update", { ...one, data: { code: "" } })).toMatchObject({
    problems: { code: { code: "validation_required" } },
  });
  const [change] = await app.storage.all<{ before: string }>({
    parts: ['SELECT * FROM "_changes" ORDER BY "sequence" DESC LIMIT 1'],
    values: [],
  });
  expect(change!.before).not.toContain("$");
});

describe("a record that signs in", () => {
  const people = ["authors", "readers"];
  const account = { password: "correct horse", passwordConfirm: "correct horse" };
  const adding = (app: TestApp, collection: string, data: object) =>
    app.call("records.create", { collection, data: { ...account, ...data } });

  async function openPeople(): Promise<TestApp> {
    const app = await openTestApp();
    for (const name of people) await app.call("collections.create", { name, type: "auth" });
    return app;
  }

  test("has an id that nobody has in any other collection", async () => {
    const app = await openPeople();
    const data = { id: "ana000000000000", email: "ana@example.com", ...account };
    await adding(app, "authors", data);
    const twin = await app.refusal("records.create", { collection: "readers", data });
    expect(twin.problems).toMatchObject({ id: { code: "validation_invalid_auth_id" } });
  });

  test("loses its sessions when a superuser gives it another token key", async () => {
    const app = await openPeople();
    const { id } = await adding(app, "authors", { email: "ana@example.com" });
    const signIn = {
      collection: "authors",
      identity: "ana@example.com",
      password: account.password,
    };
    const { token } = await app.call("auth.withPassword", signIn, guest);
    const { identity } = app.services;
    const update = (data: object) =>
      app.call("records.update", { collection: "authors", id, data });
    expect((await identity.identify(token)).record?.id).toBe(id);
    const short = { collection: "authors", id, data: { tokenKey: "short" } };
    expect((await app.refusal("records.update", short)).problems).toMatchObject({
      tokenKey: { code: "validation_min_text_constraint" },
    });
    await update({ "tokenKey:autogenerate": "" });
    expect((await identity.identify(token)).record).toBeNull();
  });

  test("is verified from the start where it is a superuser", async () => {
    const app = await openTestApp();
    const made = await adding(app, "_superusers", { email: "ada@example.com" });
    expect(made.verified).toBe(true);
    const change = { collection: "_superusers", id: made.id, data: { email: "ida@example.com" } };
    expect((await app.call("records.update", change)).verified).toBe(true);
  });
});
