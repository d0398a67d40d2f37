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
