import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { presentScript, scriptOutput } from "../scripts/save-script.ts";
import { nextRuns } from "./job-input.ts";
import { runningJobs } from "./job-lease.ts";

export const listJobs = operation({
  name: "jobs.list",
  summary: "List jobs: when they run next, how the last run ended, and which run now.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(scriptOutput) }),
  http: "GET /jobs",
  tool: { name: "list_jobs", title: "List jobs" },
  command: { positional: [], example: "vaultbase jobs list" },

  async run(context) {
    await context.services.scriptRunner.book.settle();
    const now = context.now();
    const { jobs } = await context.services.scripts.current();
    const running = await runningJobs(context.storage, now);
    const items = [];
    for (const job of jobs) {
      const [last] = await context.storage.all(
        sql`SELECT "at", "cause", "outcome", "message", "durationMs" FROM "_script_runs"
          WHERE "script" = ${job.id} ORDER BY "id" DESC LIMIT 1`,
      );
      items.push({
        ...presentScript(context, job),
        nextRuns: job.enabled ? nextRuns(job.schedule, now) : [],
        runningSince: running.get(job.id)?.since ?? "",
        lastRun: last ?? null,
      });
    }
    return { items };
  },
});
