import { describe, expect, test } from "bun:test";
import { openApp } from "../../../src/app.ts";
import { localOperator, type Caller } from "../../../src/kernel/caller.ts";
import { Failure } from "../../../src/kernel/failure.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

async function withJobs(...jobs: readonly object[]): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "notes",
    fields: [{ name: "text", type: "text" }],
  });
  for (const [index, job] of jobs.entries()) {
    await app.call("jobs.create", { name: `job ${index}`, schedule: "0 * * * *", ...job });
  }
  return app;
}

const note = "await records.create('notes', { text: event.cause })";

async function texts(app: TestApp): Promise<string[]> {
  const { items } = await app.call("records.list", { collection: "notes", sort: "@rowid" });
  return items.map((each: { text: string }) => each.text);
}

function runsOf(app: TestApp) {
  return app.call("scripts.runs", { kind: "job" });
}

describe("the clock", () => {
  test("starts what is due, and each minute's work once", async () => {
    const app = await withJobs(
      { source: note },
      { schedule: "30 * * * *", source: note },
      { enabled: false, source: note },
    );
    await app.services.crons.tick(new Date("2026-03-01T12:00:00Z"));
    await app.services.crons.tick(new Date("2026-03-01T12:00:00Z"));
    expect(await texts(app)).toEqual(["schedule"]);
    const { items } = await runsOf(app);
    expect(items).toMatchObject([
      { name: "job 0", cause: "schedule", outcome: "ok", actor: "job:job 0" },
    ]);
  });

  test("a job that fails is in its history, and others run all the same", async () => {
    const app = await withJobs({ source: "log('before'); null.x" }, { source: note });
    await app.services.crons.tick(new Date("2026-03-01T12:00:00Z"));
    expect(await texts(app)).toEqual(["schedule"]);
    const { items } = await app.call("scripts.runs", { failed: true });
    expect(items).toMatchObject([{ name: "job 0", outcome: "thrown", firstLine: "before" }]);
    expect(items[0].message).toContain("line 1");
  });

  test("lists jobs among the crons, which PocketBase's clients can start", async () => {
    const app = await withJobs({ source: note });
    const { items } = await app.call("crons.list", {});
    expect(items).toContainEqual(
      expect.objectContaining({ id: "job:job 0", expression: "0 * * * *" }),
    );
    await app.call("crons.run", { id: "job:job 0" });
    expect(await texts(app)).toEqual(["schedule"]);
  });
});

describe("running a job now", () => {
  test("answers how it went", async () => {
    const app = await withJobs({ source: `${note}; log('hi'); return 42` });
    expect(await app.call("jobs.run", { job: "JOB 0" })).toMatchObject({
      outcome: "ok",
      value: 42,
      log: [{ level: "info", text: "hi" }],
    });
    expect(await texts(app)).toEqual(["manual"]);
    expect((await app.call("jobs.list", {})).items[0]).toMatchObject({
      runningSince: "",
      lastRun: { cause: "manual", outcome: "ok" },
    });
  });

  test("is cut off when its time is over", async () => {
    const app = await withJobs({ timeoutMs: 50, source: "for (;;);" });
    expect(await app.call("jobs.run", { job: "job 0" })).toMatchObject({ outcome: "time" });
    expect(await app.call("jobs.run", { job: "job 0" })).toMatchObject({ outcome: "time" });
  });

  test("one run at a time, in whatever process", async () => {
    const app = await withJobs({ source: `await sleep(600); ${note}` });
    const other = await openApp({ directory: app.directory });
    try {
      const running = app.call("jobs.run", { job: "job 0" });
      await Bun.sleep(150);
      expect((await app.call("jobs.list", {})).items[0].runningSince).not.toBe("");
      const { jobs } = await other.services.scripts.current();
      const again = other.services.jobs.run(other.contextFor(localOperator), jobs[0]!, "manual");
      expect(await again.catch((thrown: unknown) => thrown)).toMatchObject({ code: "conflict" });
      expect(await app.refusal("jobs.run", { job: "job 0" })).toBeInstanceOf(Failure);
      await running;
    } finally {
      await other.close();
    }
    expect(await texts(app)).toEqual(["manual"]);
    expect((await runsOf(app)).items).toHaveLength(1);
  });

  test("what a process that died was running is free after a while", async () => {
    const app = await withJobs({ source: note });
    const { jobs } = await app.services.scripts.current();
    const lease = (until: string) =>
      app.storage.write((writer) =>
        writer.execute({
          parts: [`INSERT OR REPLACE INTO "_job_leases" VALUES (`, `, 'dead', '', `, `)`],
          values: [jobs[0]!.id, until],
        }),
      );
    await lease(new Date(Date.now() + 10_000).toISOString());
    expect((await app.refusal("jobs.run", { job: "job 0" })).code).toBe("conflict");
    await lease(new Date(Date.now() - 1).toISOString());
    expect(await app.call("jobs.run", { job: "job 0" })).toMatchObject({ outcome: "ok" });
  });

  test("needs the scope, and is not tried without doing it", async () => {
    const app = await withJobs({ source: note });
    const token = (...scopes: string[]): Caller => ({
      ...localOperator,
      token: {
        id: "t",
        name: "t",
        scopes: new Set(scopes) as never,
        readOnly: false,
        collections: null,
      },
    });
    const input = { job: "job 0" };
    expect((await app.refusal("jobs.run", input, token("mcp:read"))).code).toBe("forbidden");
    expect(await app.call("jobs.run", input, token("execute:jobs"))).toMatchObject({
      outcome: "ok",
    });
  });
});

describe("saving a job", () => {
  test("tells its next times, and how it went without keeping anything", async () => {
    const now = () => new Date("2026-03-01T12:34:56Z");
    const app = await openTestApp({ now });
    await app.call("collections.create", {
      name: "notes",
      fields: [{ name: "text", type: "text" }],
    });
    const source = `for (let n = 0; n < 30; n++) ${note}; return (await records.list('notes')).totalItems`;
    const saved = await app.call("jobs.create", { name: "x", schedule: "0 3 * * 1", source });
    expect(saved).toMatchObject({
      as: "superuser",
      timeoutMs: 60_000,
      nextRuns: [
        "2026-03-02T03:00:00.000Z",
        "2026-03-09T03:00:00.000Z",
        "2026-03-16T03:00:00.000Z",
      ],
      trial: { ok: true, value: 30 },
    });
    expect(saved.trial.writes).toHaveLength(30);
    expect(await texts(app)).toEqual([]);
  });

  test.each<[string, object, object]>([
    ["a schedule that is none", { schedule: "every day" }, { problems: { schedule: {} } }],
    ["six fields", { schedule: "0 0 3 * * *" }, { problems: { schedule: {} } }],
    ["an identity", { as: "caller" }, { code: "invalid" }],
    ["a source that cannot be read", { source: "}" }, { problems: { source: {} } }],
  ])("refuses %s", async (_, given, failure) => {
    const app = await withJobs();
    const job = { name: "x", schedule: "@daily", source: "", ...given };
    expect(await app.refusal("jobs.create", job)).toMatchObject(failure);
  });

  test("changing and deleting", async () => {
    const app = await withJobs({ source: note });
    await app.call("jobs.update", { job: "job 0", schedule: "@hourly", name: "other" });
    expect((await app.call("jobs.list", {})).items).toMatchObject([
      { name: "other", schedule: "@hourly", source: note },
    ]);
    await app.call("jobs.delete", { job: "other" });
    expect((await app.refusal("jobs.run", { job: "other" })).hint).toContain("list_jobs");
  });
});

test("old runs are forgotten, and each script's latest are kept", async () => {
  const app = await withJobs({ source: "" });
  await app.call("jobs.run", { job: "job 0" });
  await app.call("scripts.runs", {});
  const { jobs } = await app.services.scripts.current();
  await app.storage.write(async (writer) => {
    for (let n = 0; n < 510; n++) {
      const at = n < 5 ? "2020-01-01T00:00:00.000Z" : new Date().toISOString();
      await writer.execute({
        parts: [`INSERT INTO "_script_runs" ("id", "at", "script") VALUES (`, `, `, `, `, `)`],
        values: [`0${String(n).padStart(4, "0")}`, at, jobs[0]!.id],
      });
    }
  });
  await app.call("crons.run", { id: "__vbScriptRuns__" });
  const [left] = await app.storage.all<{ n: number; latest: string }>({
    parts: [`SELECT count(*) AS "n", max("outcome") AS "latest" FROM "_script_runs"`],
    values: [],
  });
  expect(left).toEqual({ n: 500, latest: "ok" });
});
