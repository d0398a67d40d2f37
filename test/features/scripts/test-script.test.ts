import { expect, test } from "bun:test";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

async function withPosts(): Promise<TestApp> {
  const app = await openTestApp();
  const fields = [{ name: "title", type: "text", required: true, max: 20 }];
  await app.call("collections.create", { name: "posts", fields });
  await app.call("records.create", { collection: "posts", data: { title: "latest" } });
  return app;
}

test("a hook that is not saved, on the latest record and on a given one", async () => {
  const app = await withPosts();
  const hook = {
    kind: "hook",
    collection: "posts",
    event: "beforeUpdate",
    source: "event.record.title = event.original.title + '>' + event.record.title",
  };
  const told = async (sample: object) =>
    (await app.call("scripts.test", { ...hook, sample })).record.title;
  expect(await told({})).toBe("latest>latest");
  expect(await told({ record: { title: "b" }, original: { title: "a" } })).toBe("a>b");
});

test("a saved route, as it is and changed, on a given request", async () => {
  const app = await withPosts();
  await app.call("routes.create", {
    name: "sum",
    method: "POST",
    path: "/sum",
    source: "return event.body.a + event.body.b",
  });
  const sample = { body: { a: 2, b: 3 } };
  const input = { kind: "route", name: "sum", sample };
  expect(await app.call("scripts.test", input)).toMatchObject({ ok: true, value: 5 });
  expect(
    await app.call("scripts.test", { ...input, source: "return event.body.a * event.body.b" }),
  ).toMatchObject({ value: 6 });
  expect((await app.call("routes.list", {})).items[0].source).toContain("+");
});

test("a job, which sees what it would have written, with nothing kept", async () => {
  const app = await withPosts();
  const source = `const one = await records.create('posts', { title: 'one' });
    await records.update('posts', one.id, { title: 'ONE' });
    let refused;
    try { await records.create('posts', { title: 'x'.repeat(30) }) } catch (e) { refused = e.problems.title.code }
    return [(await records.list('posts', { sort: 'title' })).items.map(each => each.title), refused]`;
  const { value, writes } = await app.call("scripts.test", { kind: "job", source });
  expect(value).toEqual([["ONE", "latest"], expect.stringContaining("validation_")]);
  expect(writes.map(({ action }: { action: string }) => action)).toEqual(["create", "update"]);
  expect((await app.call("records.list", { collection: "posts" })).totalItems).toBe(1);
});

test("a write may say which state of the record it is for", async () => {
  const app = await withPosts();
  const source = `const one = await records.create('posts', { title: 'one' });
    const two = await records.update('posts', one.id, { title: 'two' }, { if_updated: one.updated_at });
    const refused = [];
    const stale = { if_updated: one.updated_at };
    try { await records.update('posts', one.id, {}, stale) } catch (e) { refused.push(e.code) }
    try { await records.delete('posts', one.id, stale) } catch (e) { refused.push(e.code) }
    await records.delete('posts', one.id, { if_updated: two.updated_at });
    return refused`;
  const { value } = await app.call("scripts.test", { kind: "job", source });
  expect(value).toEqual(["conflict", "conflict"]);
});

test.each<[string, string, string]>([
  ["for (;;);", "time", "too long"],
  ["\n null.x", "thrown", "line 2"],
  ["throw new Refusal('No.')", "refused", "No."],
])("%j ends, and says how", async (source, outcome, message) => {
  const app = await withPosts();
  const told = await app.call("scripts.test", { kind: "job", source, timeoutMs: 200 });
  expect(told).toMatchObject({ ok: false, outcome });
  expect(told.message).toContain(message);
  expect((await app.call("scripts.runs", {})).items).toEqual([]);
});

test("what cannot be read is refused with its place", async () => {
  const app = await withPosts();
  const failure = await app.refusal("scripts.test", { kind: "job", source: "a b" });
  expect(failure).toMatchObject({ code: "invalid", problems: { source: { params: { line: 1 } } } });
});

test("a before hook's trial tells which fields it would change, and what it cannot set", async () => {
  const app = await withPosts();
  const told = (event: string, source: string) =>
    app.call("scripts.test", { kind: "hook", collection: "posts", event, source });
  expect(
    await told("beforeCreate", "event.record.title += '!'; event.record.id = event.record.id"),
  ).toMatchObject({ ok: true, changes: { title: { from: "latest", to: "latest!" } } });
  const wrong = await told("beforeUpdate", "event.record.titel = 'x'");
  expect(wrong).toMatchObject({ ok: false, outcome: "thrown" });
  expect(wrong.message).toContain("title is one");
  expect(await told("afterUpdate", "event.record.title = 'x'")).not.toHaveProperty("changes");
});

test("a route's trial tells what would go out, and what is no answer", async () => {
  const app = await withPosts();
  const told = (source: string) => app.call("scripts.test", { kind: "route", source });
  expect(await told("return { status: 201, body: { a: 1 } }")).toMatchObject({
    answer: { status: 201, headers: { "content-type": "application/json" }, body: '{"a":1}' },
  });
  expect(await told("return { status: 99 }")).toMatchObject({ ok: false, outcome: "thrown" });
});

test("a trial tells the place, and what a refusal says of fields", async () => {
  const app = await withPosts();
  const told = (source: string) => app.call("scripts.test", { kind: "job", source });
  expect(await told("\n  null.x")).toMatchObject({ line: 2, column: expect.any(Number) });
  expect(await told("throw new Refusal('No.', { title: 'Too short.' })")).toMatchObject({
    problems: { title: "Too short." },
  });
});

test("a chosen record is the sample, and every part of the event may be another", async () => {
  const app = await withPosts();
  const { id } = await app.call("records.create", { collection: "posts", data: { title: "one" } });
  await app.call("records.create", { collection: "posts", data: { title: "two" } });
  const hook = { kind: "hook", collection: "posts", event: "beforeUpdate" };
  const { event } = await app.call("scripts.sample", { ...hook, record: id });
  expect(event).toMatchObject({
    name: "beforeUpdate",
    record: { id, title: "one" },
    original: { title: "one" },
    superuser: true,
  });
  const source = "return [event.record.title, event.original.title, event.auth?.name]";
  const value = async (sample: object) =>
    (await app.call("scripts.test", { ...hook, source, sample })).value;
  expect(await value({ record: { id } })).toEqual(["one", "one", null]);
  expect(
    await value({ ...event, record: { ...event.record, title: "new" }, auth: { name: "Mara" } }),
  ).toEqual(["new", "one", "Mara"]);
  expect(await app.refusal("scripts.sample", { ...hook, record: "nobody" })).toMatchObject({
    code: "notFound",
  });
});

test("a source is read without being run", async () => {
  const app = await withPosts();
  const check = (source: string) => app.call("scripts.check", { source });
  expect(await check("for (;;);")).toEqual({ flaw: null });
  expect(await check("let a = 1;\nlet b = ;")).toMatchObject({ flaw: { line: 2, column: 9 } });
});

test("somebody else makes it run: the rules hold for them, and the event is theirs", async () => {
  const app = await withPosts();
  await app.call("collections.create", { name: "people", type: "auth" });
  const password = "1234567890";
  const data = { email: "a@example.com", password, passwordConfirm: password };
  const { id } = await app.call("records.create", { collection: "people", data });
  const source = "await records.create('posts', { title: event.auth?.email ?? 'nobody' })";
  const route = { kind: "route", source };
  expect(await app.call("scripts.test", route)).toMatchObject({ ok: true });
  for (const actAs of ["guest", `people:${id}`]) {
    expect(await app.call("scripts.test", { ...route, actAs })).toMatchObject({ ok: false });
    expect(await app.call("scripts.test", { ...route, actAs, as: "superuser" })).toMatchObject({
      ok: true,
      writes: [{ data: { title: actAs === "guest" ? "nobody" : "a@example.com" } }],
    });
  }
  const { event } = await app.call("scripts.sample", { kind: "route", actAs: `people:${id}` });
  expect(event).toMatchObject({ superuser: false, auth: { id } });
  for (const actAs of ["posts:x", "people:x", "_superusers:x", "someone"]) {
    expect(await app.refusal("scripts.test", { ...route, actAs })).toMatchObject({
      problems: { actAs: { message: expect.any(String) } },
    });
  }
});
