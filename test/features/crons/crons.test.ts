import { expect, test } from "bun:test";
import { CronRunner } from "../../../src/features/crons/cron-runner.ts";
import { readCronRows } from "../../../src/features/crons/cron-row.ts";
import { guest, localOperator } from "../../../src/kernel/caller.ts";
import type { Cron } from "../../../src/kernel/cron.ts";
import { Failure } from "../../../src/kernel/failure.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const noon = new Date("2026-03-01T12:00:00.000Z");
const minuteLater = new Date("2026-03-01T12:01:00.000Z");

interface Watched {
  readonly cron: Cron;
  /** Who each run said it was. */
  readonly runs: string[];
  /** Lets runs end; until then they go on. */
  end(): void;
}

function watched(id: string, expression: Cron["expression"], runsOn = false): Watched {
  const runs: string[] = [];
  const gate = Promise.withResolvers<void>();
  if (!runsOn) gate.resolve();
  const run: Cron["run"] = ({ caller }) => {
    runs.push(caller.actor);
    return gate.promise;
  };
  return { cron: { id, summary: id, expression, run }, runs, end: () => gate.resolve() };
}

function runnerOf(app: TestApp, reports: unknown[], ...crons: Cron[]): CronRunner {
  return new CronRunner({
    crons,
    storage: app.storage,
    now: () => new Date(),
    insideContext: (actor = "cli") => app.contextFor({ ...localOperator, actor }),
    report: (thrown) => void reports.push(thrown),
  });
}

test("a minute runs what is due in it, in the cron's own name", async () => {
  const app = await openTestApp();
  const hourly = watched("hourly", "0 * * * *");
  const always = watched("always", "* * * * *");
  const decided = watched("decided", async () => "0 12 * * *");
  const never = watched("never", "");
  const reports: unknown[] = [];
  const runner = runnerOf(app, reports, hourly.cron, always.cron, decided.cron, never.cron);
  await runner.tick(noon);
  await runner.tick(minuteLater);
  expect(hourly.runs).toEqual(["cron:hourly"]);
  expect(always.runs).toEqual(["cron:always", "cron:always"]);
  expect(decided.runs).toEqual(["cron:decided"]);
  expect(never.runs).toEqual([]);
  expect(reports).toEqual([]);
});

test("of several servers on one directory one runs a minute's work", async () => {
  const app = await openTestApp();
  const [here, there] = [watched("work", "* * * * *"), watched("work", "* * * * *")];
  const runners = [runnerOf(app, [], here.cron), runnerOf(app, [], there.cron)];
  await Promise.all(runners.map((runner) => runner.tick(noon)));
  await Promise.all(runners.map((runner) => runner.tick(noon)));
  expect(here.runs.length + there.runs.length).toBe(1);
  await runners[1]!.tick(minuteLater);
  expect(here.runs.length + there.runs.length).toBe(2);
});

test("a run that still goes on is not joined by a second one", async () => {
  const app = await openTestApp();
  const slow = watched("slow", "* * * * *", true);
  const runner = runnerOf(app, [], slow.cron);
  const first = runner.tick(noon);
  while (slow.runs.length === 0) await Bun.sleep(1);
  await runner.tick(minuteLater);
  const byHand = runner.run(slow.cron);
  slow.end();
  await Promise.all([first, byHand]);
  expect(slow.runs).toHaveLength(1);
  await runner.run(slow.cron);
  expect(slow.runs).toHaveLength(2);
});

test("what goes wrong is reported and remembered, and the others run", async () => {
  const app = await openTestApp();
  const reports: unknown[] = [];
  const broken: Cron = {
    id: "broken",
    summary: "",
    expression: "* * * * *",
    run: () => Promise.reject(new Failure("unavailable", "The disk is full.")),
  };
  const misspelt = watched("misspelt", "* * *");
  const fine = watched("fine", "* * * * *");
  const runner = runnerOf(app, reports, broken, misspelt.cron, fine.cron);
  await runner.tick(noon);
  expect(reports).toHaveLength(2);
  expect(fine.runs).toHaveLength(1);
  const rows = await readCronRows(app.storage);
  expect(rows.get("broken")?.lastError).toBe("The disk is full.");
  expect(rows.get("fine")?.lastError).toBe("");
  expect(rows.get("fine")?.lastRun).not.toBe("");
});

test("crons are listed with their times and run by hand, by superusers only", async () => {
  const app = await openTestApp();
  const id = "__pbDBOptimize__";
  const listed = async () =>
    (await app.call("crons.list", {})).items.find((each: Cron) => each.id === id);
  expect(await listed()).toMatchObject({ expression: "0 0 * * *", lastRun: "" });
  expect((await listed()).nextRun).toEndWith("T00:00:00.000Z");
  expect(await app.call("crons.run", { id })).toEqual({});
  expect((await listed()).lastRun).not.toBe("");

  const unknown = await app.refusal("crons.run", { id: "__pbDBOptimise__" });
  expect(unknown).toMatchObject({ code: "notFound", hint: "Did you mean __pbDBOptimize__?" });
  expect((await app.refusal("crons.list", {}, guest)).code).toBe("unauthenticated");
  expect((await app.refusal("crons.run", { id: "x" }, guest)).code).toBe("unauthenticated");
});
