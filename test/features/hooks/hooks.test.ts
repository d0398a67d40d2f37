import { describe, expect, test } from "bun:test";
import { guest, type Caller } from "../../../src/kernel/caller.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

const open = { listRule: "", viewRule: "", createRule: "", updateRule: "", deleteRule: "" };

/** Posts that anybody may write, notes that only superusers may, and members who sign in. */
async function withPosts(...hooks: readonly object[]): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "posts",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "slug", type: "text" },
      { name: "votes", type: "number" },
      { name: "secret", type: "text", hidden: true },
    ],
    ...open,
  });
  await app.call("collections.create", {
    name: "notes",
    fields: [{ name: "text", type: "text", min: 2 }],
  });
  await app.call("collections.create", { name: "members", type: "auth", ...open });
  for (const [index, hook] of hooks.entries()) {
    await app.call("hooks.create", { name: `hook ${index}`, collection: "posts", ...hook });
  }
  return app;
}

const before = { event: "beforeCreate" };
const superuser = { as: "superuser" };

function create(app: TestApp, data: object, caller: Caller = guest) {
  return app.call("records.create", { collection: "posts", data }, caller);
}

function refused(app: TestApp, data: object, caller: Caller = guest) {
  return app.refusal("records.create", { collection: "posts", data }, caller);
}

async function texts(app: TestApp): Promise<string[]> {
  const { items } = await app.call("records.list", { collection: "notes", sort: "@rowid" });
  return items.map((each: { text: string }) => each.text);
}

describe("a before hook", () => {
  test("changes what is written", async () => {
    const source = "event.record.slug = event.record.title.toLowerCase().replace(/ /g, '-')";
    const app = await withPosts({ ...before, source });
    expect(await create(app, { title: "Hello World" })).toMatchObject({ slug: "hello-world" });
  });

  test("fills in what is required", async () => {
    const app = await withPosts({ ...before, source: "event.record.title ||= 'Untitled'" });
    expect(await create(app, {})).toMatchObject({ title: "Untitled" });
  });

  test("is checked as anybody: what it makes of a record has to be valid", async () => {
    const app = await withPosts({ ...before, source: "event.record.title = ''" });
    expect(await refused(app, { title: "a" })).toMatchObject({
      code: "invalid",
      problems: { title: { code: "validation_required" } },
    });
  });

  test("refuses with a message and with problems of fields", async () => {
    const source =
      "if (event.record.votes > 5) throw new Refusal('Too many.', { votes: 'At most 5.' })";
    const app = await withPosts({ ...before, source });
    expect(await refused(app, { title: "a", votes: 6 })).toMatchObject({
      code: "invalid",
      message: "Too many.",
      problems: { votes: { code: "validation_refused", message: "At most 5." } },
    });
    expect(await create(app, { title: "a", votes: 5 })).toMatchObject({ votes: 5 });
  });

  test("that fails refuses, and tells its reasons to superusers alone", async () => {
    const app = await withPosts({ ...before, source: "\nevent.nothing.at.all" });
    const failure = await refused(app, { title: "a" });
    expect(failure.code).toBe("internal");
    expect(`${failure.message} ${failure.hint}`).not.toContain("nothing.at");
    expect(
      (await app.refusal("records.create", { collection: "posts", data: { title: "a" } })).hint,
    ).toContain("line 2");
    expect((await app.call("records.list", { collection: "posts" })).totalItems).toBe(0);
  });

  test("sees the record as it would be, its id and hidden fields included, and who asks", async () => {
    const source = `await records.create('notes', { text: JSON.stringify([event.record.id,
      event.record.secret, event.original, event.auth?.id ?? null, event.action]) })`;
    const app = await withPosts({ ...before, ...superuser, source });
    const member = await app.call("records.create", {
      collection: "members",
      data: { email: "a@example.com", password: "12345678", passwordConfirm: "12345678" },
    });
    const anna = await signedIn(app, "members", member.id);
    const { id } = await create(app, { title: "a", secret: "s" }, anna);
    expect(await texts(app)).toEqual([JSON.stringify([id, "s", null, member.id, "create"])]);
  });

  test("is not run for those whom a rule refuses", async () => {
    const app = await withPosts({ ...before, source: "log('ran')" });
    await app.call("collections.update", {
      collection: "posts",
      createRule: "@request.body.title != 'no'",
    });
    await refused(app, { title: "no" });
    await create(app, { title: "yes" });
    expect((await app.call("scripts.runs", {})).items).toHaveLength(1);
  });

  test.each<[string, string, string]>([
    ["what is no field", "event.record.titel = 'x'", "title"],
    ["what is set by itself", "event.record.created_at = '2000-01-01'", "cannot set"],
    ["its collection", "event.record.collectionName = 'x'", "no field"],
  ])("cannot set %s", async (_, source, said) => {
    const app = await withPosts({ ...before, source });
    expect((await refused(app, { title: "a" })).hint).toContain(said);
  });

  test("hooks of one event run in order, each on what those before it made", async () => {
    const app = await withPosts(
      { ...before, order: 2, source: "event.record.title += 'c'" },
      { ...before, order: 1, source: "event.record.title += 'b'" },
      { ...before, enabled: false, source: "event.record.title += 'x'" },
      { ...before, collection: "*", order: 3, source: "event.record.title += 'd'" },
    );
    expect(await create(app, { title: "a" })).toMatchObject({ title: "abcd" });
  });

  test("of an update sees both states, with what the body's modifiers make", async () => {
    const source = "event.record.slug = `${event.original.votes}-${event.record.votes}`";
    const app = await withPosts({ event: "beforeUpdate", source });
    const { id } = await create(app, { title: "a", votes: 2 });
    expect(
      await app.call("records.update", { collection: "posts", id, data: { "votes+": 3 } }, guest),
    ).toMatchObject({ votes: 5, slug: "2-5" });
  });

  test("of a delete may keep the record", async () => {
    const source = "if (event.record.votes > 0) throw new Refusal('It has votes.')";
    const app = await withPosts({ event: "beforeDelete", source });
    const kept = await create(app, { title: "a", votes: 1 });
    const gone = await create(app, { title: "b" });
    const input = { collection: "posts" };
    expect((await app.refusal("records.delete", { ...input, id: kept.id }, guest)).message).toBe(
      "It has votes.",
    );
    await app.call("records.delete", { ...input, id: gone.id }, guest);
    expect((await app.call("records.list", input)).totalItems).toBe(1);
  });
});

describe("what a before hook writes", () => {
  const note = "await records.create('notes', { text: event.record.title })";

  test("is written with the record, and not without it", async () => {
    const app = await withPosts({ ...before, ...superuser, source: note });
    await create(app, { title: "good" });
    await refused(app, { title: "bad", id: "x" });
    expect(await texts(app)).toEqual(["good"]);
  });

  test("is seen by what it reads afterwards, and by the hooks after it", async () => {
    const count = "event.record.votes = (await records.list('notes')).totalItems";
    const app = await withPosts(
      { ...before, ...superuser, order: 1, source: `${note}; ${note}; ${count}` },
      { ...before, ...superuser, order: 2, source: `${note}; ${count}` },
    );
    expect(await create(app, { title: "ab" })).toMatchObject({ votes: 3 });
    expect(await texts(app)).toEqual(["ab", "ab", "ab"]);
  });

  test("may be changed and deleted by the same script", async () => {
    const source = `const a = await records.create('notes', { text: 'one' });
      const b = await records.create('notes', { text: 'two' });
      await records.update('notes', a.id, { text: 'ONE' });
      await records.delete('notes', b.id);
      return a.id`;
    const app = await withPosts({ ...before, ...superuser, source });
    await create(app, { title: "a" });
    expect(await texts(app)).toEqual(["ONE"]);
  });

  test("has the caller's rights unless the hook has all", async () => {
    const app = await withPosts({ ...before, source: note });
    expect((await refused(app, { title: "a" })).code).toBe("internal");
    expect(
      await create(
        app,
        { title: "ab" },
        (await import("../../../src/kernel/caller.ts")).localOperator,
      ),
    ).toMatchObject({ title: "ab" });
  });

  test("that is refused may be caught, and leaves nothing", async () => {
    const source =
      "try { await records.create('notes', { text: 'a' }) } catch (e) { event.record.slug = e.problems.text.code }";
    const app = await withPosts({ ...before, ...superuser, source });
    expect((await create(app, { title: "a" })).slug).toStartWith("validation_");
    expect(await texts(app)).toEqual([]);
  });

  test("never reaches what is the system's own", async () => {
    const source =
      "await records.create('_superusers', { email: 'x@example.com', password: '1234567890', passwordConfirm: '1234567890' })";
    const app = await withPosts({ ...before, ...superuser, source });
    const failure = await app.refusal("records.create", {
      collection: "posts",
      data: { title: "a" },
    });
    expect(failure.hint).toContain("collection context");
  });

  test("carries the hook's name in the change log", async () => {
    const app = await withPosts({ ...before, ...superuser, source: note });
    await create(app, { title: "ab" });
    const changes = await app.storage.all({
      parts: [
        `SELECT "actor" FROM "_changes" WHERE "action" = 'create' ORDER BY "sequence" DESC LIMIT 2`,
      ],
      values: [],
    });
    expect(changes).toEqual([{ actor: "guest" }, { actor: "hook:hook 0" }]);
  });
});

describe("writes that come at the same time", () => {
  test("a hook that counts never counts wrong", async () => {
    const source = `const { totalItems } = await records.list('posts');
      if (totalItems >= 3) throw new Refusal('Full.');
      event.record.votes = totalItems`;
    const app = await withPosts({ ...before, source });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => create(app, { title: `t${n}` })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    const { items } = await app.call("records.list", { collection: "posts", sort: "votes" });
    expect(items.map(({ votes }: { votes: number }) => votes)).toEqual([0, 1, 2]);
  });

  test.each<[string, string]>([
    ["by changing it", "(await records.update('notes', 'counter00000000', { 'count+': 1 })).count"],
    ["through a view", "(await records.list('counted')).items[0].total + 1"],
    [
      "over a relation",
      "(await records.list('notes', { expand: 'posts_via_note' })).items[0].expand?.posts_via_note?.length ?? 0",
    ],
  ])("a hook that counts in another collection never does either: %s", async (_, expression) => {
    const app = await withPosts();
    const { id: notes } = (await app.services.catalogs.current()).get("notes");
    const note = { name: "note", type: "relation", collectionId: notes };
    await app.call("collections.update", {
      collection: "notes",
      fields: [
        { name: "text", type: "text" },
        { name: "count", type: "number" },
      ],
    });
    const posts = (await app.services.catalogs.current()).get("posts");
    await app.call("collections.update", { collection: "posts", fields: [...posts.fields, note] });
    await app.call("collections.create", {
      name: "counted",
      type: "view",
      viewQuery: "SELECT 'all' AS id, count(*) AS total FROM posts",
    });
    await app.call("records.create", {
      collection: "notes",
      data: { id: "counter00000000", text: "ab" },
    });
    await app.call("hooks.create", {
      name: "number",
      collection: "posts",
      ...before,
      ...superuser,
      source: `event.record.note = 'counter00000000'; event.record.votes = ${expression}`,
    });
    await Promise.all(Array.from({ length: 8 }, (_, n) => create(app, { title: `t${n}` })));
    const { items } = await app.call("records.list", { collection: "posts", sort: "votes" });
    const numbers = items.map(({ votes }: { votes: number }) => votes);
    expect(new Set(numbers).size).toBe(8);
    expect(numbers[7] - numbers[0]).toBe(7);
  });

  test("a hook that goes on for ever holds up nobody else's writes", async () => {
    const app = await withPosts({ ...before, source: "for (;;);" });
    const bombs = Promise.allSettled([refused(app, { title: "a" }), refused(app, { title: "b" })]);
    const startedAt = performance.now();
    await app.call("records.create", { collection: "notes", data: { text: "quick" } });
    expect(performance.now() - startedAt).toBeLessThan(400);
    await bombs;
  });
});

describe("every road to a record", () => {
  test("a batch runs hooks for each of its writes, on what came before them in it", async () => {
    const app = await withPosts(
      { ...before, source: "event.record.slug = 'created'" },
      { event: "beforeUpdate", source: "event.record.slug = event.original.slug + '+'" },
      {
        event: "beforeDelete",
        source: "if (event.record.title === 'keep') throw new Refusal('No.')",
      },
    );
    const url = "/api/collections/posts/records";
    const id = "abcdefghijklmno";
    const { responses } = await app.call("records.batch", {
      requests: [
        { method: "POST", url, body: { id, title: "a" } },
        { method: "PATCH", url: `${url}/${id}`, body: { votes: 1 } },
        { method: "PUT", url, body: { id, votes: 2 } },
      ],
    });
    expect(responses.map((each: { body: { slug: string } }) => each.body.slug)).toEqual([
      "created",
      "created+",
      "created++",
    ]);
    const failure = await app.refusal("records.batch", {
      requests: [
        { method: "PATCH", url: `${url}/${id}`, body: { title: "keep" } },
        { method: "DELETE", url: `${url}/${id}` },
      ],
    });
    expect(failure.hint).toContain("No.");
    expect(await app.call("records.get", { collection: "posts", id })).toMatchObject({
      title: "a",
    });
  });

  test("seeding, importing and truncating", async () => {
    const app = await withPosts(
      { ...before, source: "event.record.slug = 'hooked'" },
      { event: "beforeDelete", source: "throw new Refusal('Never.')" },
    );
    await app.call("records.seed", { collection: "posts", count: 3 });
    await app.call("records.import", {
      collection: "posts",
      format: "json",
      text: '[{"title":"i"}]',
    });
    const { items } = await app.call("records.list", { collection: "posts" });
    expect(items.map(({ slug }: { slug: string }) => slug)).toEqual(Array(4).fill("hooked"));
    expect((await app.refusal("collections.truncate", { collection: "posts" })).message).toBe(
      "Never.",
    );
    expect((await app.call("records.list", { collection: "posts" })).totalItems).toBe(4);
  });

  test("what is deleted along with something else", async () => {
    const app = await withPosts();
    const posts = (await app.services.catalogs.current()).get("posts");
    await app.call("collections.create", {
      name: "comments",
      fields: [
        {
          name: "post",
          type: "relation",
          collectionId: posts.id,
          cascadeDelete: true,
        },
      ],
    });
    await app.call("hooks.create", {
      name: "keep",
      collection: "comments",
      event: "beforeDelete",
      source: "throw new Refusal('Comments stay.')",
    });
    const { id } = await create(app, { title: "a" });
    await app.call("records.create", { collection: "comments", data: { post: id } });
    expect((await app.refusal("records.delete", { collection: "posts", id })).message).toBe(
      "Comments stay.",
    );
    expect((await app.call("records.list", { collection: "posts" })).totalItems).toBe(1);
  });

  test("a dry run tells what hooks would make of it, and keeps nothing of theirs", async () => {
    const app = await withPosts({
      ...before,
      ...superuser,
      source: "await records.create('notes', { text: 'ab' }); event.record.slug = 'dry'",
    });
    const { invoke } = await import("../../../src/kernel/invoke.ts");
    const dry = app.contextFor(guest, undefined, { dryRun: true });
    const input = { collection: "posts", data: { title: "a" } };
    expect(await invoke(dry, app.operations.get("records.create")!, input)).toMatchObject({
      slug: "dry",
    });
    expect(await texts(app)).toEqual([]);
    expect((await app.call("records.list", { collection: "posts" })).totalItems).toBe(0);
  });

  test("hooks that make each other run are stopped", async () => {
    const app = await withPosts({
      ...before,
      source: "await records.create('posts', { title: event.record.title + '.' })",
    });
    expect(
      (await app.refusal("records.create", { collection: "posts", data: { title: "a" } })).code,
    ).toBe("internal");
    expect((await app.call("records.list", { collection: "posts" })).totalItems).toBe(0);
  });
});

describe("an after hook", () => {
  test.each<[string, string, (app: TestApp, id: string) => Promise<unknown>]>([
    ["afterCreate", "a/null", async () => {}],
    [
      "afterUpdate",
      "b/a",
      (app, id) =>
        app.call("records.update", { collection: "posts", id, data: { title: "b" } }, guest),
    ],
    [
      "afterDelete",
      "a/null",
      (app, id) => app.call("records.delete", { collection: "posts", id }, guest),
    ],
  ])("hears of %s", async (event, told, act) => {
    const source =
      "await records.create('notes', { text: `${event.record.title}/${event.original?.title ?? null}` })";
    const app = await withPosts({ event, ...superuser, source });
    const { id } = await create(app, { title: "a" });
    await act(app, id);
    await app.services.afterHooks.idle();
    expect(await texts(app)).toEqual([told]);
  });

  test("that fails is logged, and nobody else suffers", async () => {
    const app = await withPosts(
      { event: "afterCreate", order: 1, source: "throw new TypeError('oh')" },
      {
        event: "afterCreate",
        order: 2,
        ...superuser,
        source: "await records.create('notes', { text: 'ok' })",
      },
    );
    expect(await create(app, { title: "a" })).toMatchObject({ title: "a" });
    await app.services.afterHooks.idle();
    expect(await texts(app)).toEqual(["ok"]);
    const { items } = await app.call("scripts.runs", { failed: true });
    expect(items).toMatchObject([
      { name: "hook 0", outcome: "thrown", cause: "afterCreate", actor: "guest" },
    ]);
    expect(items[0].message).toContain("TypeError: oh (line 1");
  });

  test("has the rights of who wrote, unless it has all", async () => {
    const app = await withPosts({
      event: "afterCreate",
      source: "await records.create('notes', { text: 'no' })",
    });
    await create(app, { title: "a" });
    await app.services.afterHooks.idle();
    expect(await texts(app)).toEqual([]);
    await app.call("records.create", { collection: "posts", data: { title: "b" } });
    await app.services.afterHooks.idle();
    expect(await texts(app)).toEqual(["no"]);
  });

  test("hears nothing of what was undone", async () => {
    const app = await withPosts({
      event: "afterCreate",
      ...superuser,
      source: "await records.create('notes', { text: 'no' })",
    });
    const url = "/api/collections/posts/records";
    await app.refusal("records.batch", {
      requests: [
        { method: "POST", url, body: { title: "a" } },
        { method: "POST", url, body: {} },
      ],
    });
    await app.services.afterHooks.idle();
    expect(await texts(app)).toEqual([]);
  });

  test("that makes itself run comes to an end", async () => {
    const app = await withPosts({
      event: "afterCreate",
      source: "await records.create('posts', { title: event.record.title + '.' })",
    });
    await create(app, { title: "a" });
    await app.services.afterHooks.idle();
    expect((await app.call("records.list", { collection: "posts" })).totalItems).toBeLessThan(10);
  });
});

describe("signing in and up", () => {
  const member = { email: "anna@example.com", password: "12345678", passwordConfirm: "12345678" };
  const signIn = (app: TestApp) =>
    app.call(
      "auth.withPassword",
      { collection: "members", identity: member.email, password: "12345678" },
      guest,
    );

  test("a hook refuses who may not sign in, and hears of those who did", async () => {
    const app = await withPosts(
      {
        collection: "members",
        event: "beforeSignIn",
        source: "if (!event.record.verified) throw new Refusal('Confirm your address first.')",
      },
      {
        collection: "members",
        event: "afterSignIn",
        ...superuser,
        source: "await records.create('notes', { text: `${event.method} ${event.record.email}` })",
      },
    );
    const { id } = await app.call("records.create", { collection: "members", data: member });
    await expect(signIn(app)).rejects.toThrow("Confirm your address first.");
    await app.call("records.update", { collection: "members", id, data: { verified: true } });
    expect(await signIn(app)).toMatchObject({ record: { id } });
    await app.services.afterHooks.idle();
    expect(await texts(app)).toEqual(["password anna@example.com"]);
  });

  test("signing up is what people do, not what superusers do", async () => {
    const app = await withPosts(
      {
        collection: "members",
        event: "beforeSignUp",
        source:
          "if (!event.record.email.endsWith('@example.com')) throw new Refusal('Only colleagues.', { email: 'Not ours.' })",
      },
      {
        collection: "members",
        event: "afterSignUp",
        ...superuser,
        source: "await records.create('notes', { text: 'welcome' })",
      },
    );
    const input = { collection: "members", data: { ...member, email: "x@elsewhere.org" } };
    expect(await app.refusal("records.create", input, guest)).toMatchObject({
      message: "Only colleagues.",
    });
    await app.call("records.create", input);
    await app.call("records.create", { collection: "members", data: member }, guest);
    await app.services.afterHooks.idle();
    expect(await texts(app)).toEqual(["welcome"]);
  });
});

describe("saving a hook", () => {
  test("tries it on the latest record and keeps nothing", async () => {
    const app = await withPosts();
    await create(app, { title: "latest" });
    const saved = await app.call("hooks.create", {
      name: "try",
      collection: "posts",
      ...before,
      ...superuser,
      source:
        "log('on', event.record.title); event.record.slug = 's'; await records.create('notes', { text: 'ab' })",
    });
    expect(saved).toMatchObject({
      name: "try",
      collection: "posts",
      timeoutMs: 1000,
      trial: {
        ok: true,
        record: { title: "latest", slug: "s" },
        log: [{ level: "info", text: "on latest" }],
        writes: [{ action: "create", collection: "notes", data: { text: "ab" } }],
      },
    });
    expect(await texts(app)).toEqual([]);
    expect((await app.call("scripts.runs", {})).items).toEqual([]);
  });

  test.each<[string, object, object]>([
    [
      "a source that cannot be read",
      { source: "let a = ;" },
      { problems: { source: { params: { line: 1, column: 9 } } } },
    ],
    [
      "a collection that is not there",
      { collection: "post" },
      { hint: "Did you mean the collection posts?" },
    ],
    ["the system's own", { collection: "_superusers" }, { code: "invalid" }],
    ["signing in where nobody can", { event: "beforeSignIn" }, { code: "invalid" }],
    [
      "a name that is taken",
      { name: "Taken" },
      { problems: { name: { code: "validation_not_unique" } } },
    ],
    ["too much time", { timeoutMs: 60_000 }, { problems: { timeoutMs: {} } }],
    ["an event that is none", { event: "onCreate" }, { code: "invalid" }],
  ])("refuses %s", async (_, given, failure) => {
    const app = await withPosts();
    const good = { name: "taken", collection: "posts", ...before, source: "" };
    await app.call("hooks.create", good);
    expect(await app.refusal("hooks.create", { ...good, name: "new", ...given })).toMatchObject(
      failure,
    );
  });

  test("changing and deleting take effect at once", async () => {
    const app = await withPosts({ ...before, source: "event.record.slug = 'one'" });
    expect((await create(app, { title: "a" })).slug).toBe("one");
    await app.call("hooks.update", { hook: "hook 0", source: "event.record.slug = 'two'" });
    expect((await create(app, { title: "a" })).slug).toBe("two");
    await app.call("hooks.delete", { hook: "HOOK 0" });
    expect((await create(app, { title: "a" })).slug).toBe("");
    expect((await app.refusal("hooks.delete", { hook: "hook 0" })).code).toBe("notFound");
  });

  test("a collection takes its hooks along", async () => {
    const app = await withPosts(
      { ...before, source: "" },
      { ...before, collection: "*", source: "" },
    );
    await app.call("collections.delete", { collection: "posts" });
    expect((await app.call("hooks.list", {})).items).toMatchObject([{ name: "hook 1" }]);
  });

  test("only those who may write sources see them", async () => {
    const app = await withPosts({ ...before, source: "'secret'" });
    const reading: Caller = {
      ...(await import("../../../src/kernel/caller.ts")).localOperator,
      token: {
        id: "t",
        name: "t",
        scopes: new Set(["mcp:read"]),
        readOnly: false,
        collections: null,
      },
    };
    expect((await app.call("hooks.list", {})).items[0].source).toBe("'secret'");
    expect((await app.call("hooks.list", {}, reading)).items[0].source).toBe("");
    expect(
      (
        await app.refusal(
          "hooks.create",
          { name: "x", collection: "posts", ...before, source: "" },
          reading,
        )
      ).code,
    ).toBe("forbidden");
  });

  test("a script that is always too slow is suspended for a while", async () => {
    const app = await withPosts({ ...before, timeoutMs: 20, source: "for (;;);" });
    for (let n = 0; n < 5; n++) expect((await refused(app, { title: "a" })).code).toBe("internal");
    expect(await refused(app, { title: "a" })).toMatchObject({
      code: "unavailable",
      retryAfterSeconds: expect.any(Number),
    });
    await app.call("hooks.update", { hook: "hook 0", source: "", timeoutMs: 5000 });
    expect(await create(app, { title: "a" })).toMatchObject({ title: "a" });
  });
});
