// What lists of hooks, routes and jobs say of each one's runs.
import { expect, test } from "bun:test";
import { localOperator } from "../../../src/kernel/caller.ts";
import { Failure } from "../../../src/kernel/failure.ts";
import { openTestApp } from "../../open-test-app.ts";

test("the last run, and how many of the last day broke off", async () => {
  const app = await openTestApp();
  const job = { name: "tidy", schedule: "@daily" };
  await app.call("jobs.create", { ...job, source: "null.x" });
  expect(await app.call("jobs.get", { job: "tidy" })).toMatchObject({ lastRun: null, failures: 0 });
  await app.call("jobs.run", { job: "tidy" });
  await app.call("jobs.run", { job: "tidy" });
  await app.call("jobs.update", { job: "tidy", source: "throw new Refusal('Not today.')" });
  await app.call("jobs.run", { job: "tidy" });
  expect(await app.call("jobs.get", { job: "TIDY" })).toMatchObject({
    name: "tidy",
    lastRun: { cause: "manual", outcome: "refused" },
    failures: 2,
  });
  await app.call("jobs.update", { job: "tidy", source: "log('done')" });
  await app.call("jobs.run", { job: "tidy" });
  expect((await app.call("jobs.list", {})).items).toMatchObject([
    { lastRun: { outcome: "ok" }, failures: 2 },
  ]);
});

test("hooks and routes are found alone, with their last run", async () => {
  const app = await openTestApp();
  const fields = [{ name: "title", type: "text" }];
  await app.call("collections.create", { name: "posts", fields });
  const hook = { name: "slug", collection: "posts", event: "beforeCreate", source: "log('hi')" };
  const { id } = await app.call("hooks.create", hook);
  await app.call("records.create", { collection: "posts", data: { title: "a" } });
  const lastRun = { cause: "beforeCreate", outcome: "ok" };
  for (const name of ["slug", id]) {
    expect(await app.call("hooks.get", { hook: name })).toMatchObject({ ...hook, lastRun });
  }
  expect((await app.call("hooks.list", {})).items).toMatchObject([{ lastRun }]);
  await app.call("routes.create", { name: "hello", method: "GET", path: "/hello", source: "" });
  expect(await app.call("routes.get", { route: "hello" })).toMatchObject({
    url: "/api/v1/custom/hello",
    lastRun: null,
  });
  expect(await app.refusal("hooks.get", { hook: "slag" })).toMatchObject({
    code: "notFound",
    hint: "Did you mean slug?",
  });
});

test("runs are gone through backwards", async () => {
  const app = await openTestApp();
  await app.call("jobs.create", { name: "count", schedule: "@daily", source: "log(event.cause)" });
  for (let run = 0; run < 5; run++) await app.call("jobs.run", { job: "count" });
  const { items } = await app.call("scripts.runs", { name: "count" });
  const page = { name: "count", limit: 2, before: items[1].id };
  expect((await app.call("scripts.runs", page)).items).toEqual(items.slice(2, 4));
});

test("a list tells how much a run logged, the run itself tells all of it", async () => {
  const app = await openTestApp();
  const source = "log('one'); log('x'.repeat(300)); console.error('three');";
  await app.call("jobs.create", { name: "talk", schedule: "@daily", source });
  await app.call("jobs.run", { job: "talk" });
  const { items } = await app.call("scripts.runs", { name: "talk" });
  expect(items).toMatchObject([{ firstLine: "one", lines: 3 }]);
  expect(items[0]).not.toHaveProperty("log");
  const whole = await app.call("scripts.getRun", { run: items[0].id });
  expect(whole).toMatchObject({ ...items[0], outcome: "ok" });
  expect(whole.log.map(({ text }: { text: string }) => text.length)).toEqual([3, 300, 5]);
  const { items: all } = await app.call("scripts.runs", { name: "talk", logs: true });
  expect(all).toEqual([whole]);
  expect(await app.refusal("scripts.getRun", { run: "gone" })).toMatchObject({
    code: "notFound",
    hint: expect.stringContaining("the last 500"),
  });
});

test("runs are asked for since a moment, said as elsewhere", async () => {
  let passed = 0;
  const app = await openTestApp({ now: () => new Date(Date.now() + passed) });
  await app.call("jobs.create", { name: "count", schedule: "@daily", source: "" });
  await app.call("jobs.run", { job: "count" });
  passed = 2 * 60 * 60_000;
  const since = async (text: string) =>
    (await app.call("scripts.runs", { name: "count", since: text })).items.length;
  expect([await since("1h"), await since("3h"), await since("2020-01-01")]).toEqual([0, 1, 1]);
  const refused = await app.refusal("scripts.runs", { since: "lately" });
  expect(refused).toMatchObject({ code: "invalid", hint: expect.stringContaining("1h") });
});

test("a save stands where nobody has time for its trial", async () => {
  const app = await openTestApp();
  app.services.scriptRunner.try = () => {
    throw new Failure("unavailable", "Too many scripts wait.");
  };
  const job = { name: "late", schedule: "@daily", source: "log(1)" };
  expect(await app.call("jobs.create", job)).toMatchObject({
    name: "late",
    trial: { ok: false, outcome: "untried", message: "Too many scripts wait." },
  });
  expect(await app.call("jobs.get", { job: "late" })).toMatchObject({ source: "log(1)" });
});

test("what a script was, who changed it, and what they changed", async () => {
  const app = await openTestApp();
  const job = { name: "tidy", schedule: "@daily", source: "log(1)" };
  const { id } = await app.call("jobs.create", job);
  await app.call("jobs.update", { job: "tidy", source: "log(2)", schedule: "@hourly" });
  const bot = { ...localOperator, actor: "mcp:bot" };
  await app.call("jobs.update", { job: "tidy", enabled: false }, bot);
  const versions = () => app.call("scripts.versions", { script: id });
  expect(await versions()).toMatchObject({
    items: [
      { actor: "mcp:bot", changed: ["enabled"], script: { enabled: false, source: "log(2)" } },
      { actor: "cli", changed: ["source", "schedule"], script: { source: "log(2)" } },
      { action: "create", changed: [], script: { ...job, enabled: true } },
    ],
  });
  await app.call("jobs.delete", { job: "tidy" });
  const { items } = await versions();
  expect(items).toHaveLength(4);
  expect(items[0]).toMatchObject({ action: "delete", script: null });
  expect(items[1]).toMatchObject({ script: { enabled: false, source: "log(2)" } });
  expect(await app.refusal("scripts.versions", { script: "nobody" })).toMatchObject({
    code: "notFound",
  });
});

test("switching one off does not try it first", async () => {
  const app = await openTestApp();
  const job = { name: "wild", schedule: "@daily", source: "for (;;);", timeoutMs: 50 };
  expect(await app.call("jobs.create", job)).toMatchObject({ trial: { outcome: "time" } });
  const off = await app.call("jobs.update", { job: "wild", enabled: false });
  expect(off).toMatchObject({ enabled: false });
  expect(off).not.toHaveProperty("trial");
  expect(await app.call("jobs.update", { job: "wild", timeoutMs: 60 })).toHaveProperty("trial");
});

test.each<[string, object]>([
  [
    "0 3 * * 1",
    { nextRuns: [expect.stringMatching(/T03:00:00/), expect.any(String), expect.any(String)] },
  ],
  [
    "@hourly",
    { nextRuns: [expect.stringMatching(/:00:00/), expect.any(String), expect.any(String)] },
  ],
])("the schedule %s is looked ahead", async (schedule, times) => {
  const app = await openTestApp();
  expect(await app.call("jobs.preview", { schedule })).toMatchObject(times);
});

test("a schedule that cannot be read says why", async () => {
  const app = await openTestApp();
  expect(await app.refusal("jobs.preview", { schedule: "every day" })).toMatchObject({
    code: "invalid",
    problems: { schedule: { message: expect.any(String) } },
  });
});
