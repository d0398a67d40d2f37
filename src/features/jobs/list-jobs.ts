import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { knownJob, presentJobs } from "./job-output.ts";

export const listJobs = operation({
  name: "jobs.list",
  summary: "List jobs: when they run next, how the last run ended, and which run now.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(knownJob) }),
  http: "GET /jobs",
  tool: { name: "list_jobs", title: "List jobs" },
  command: { positional: [], example: "vaultbase jobs list" },

  async run(context) {
    const { jobs } = await context.services.scripts.current();
    return { items: await presentJobs(context, jobs) };
  },
});
