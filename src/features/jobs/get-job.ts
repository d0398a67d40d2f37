import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { existingInput, findScript } from "../scripts/save-script.ts";
import { knownJob, presentJobs } from "./job-output.ts";

export const getJob = operation({
  name: "jobs.get",
  summary: "Show a job: when it runs next, how the last run ended, and whether it runs now.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object({ job: existingInput }, { additionalProperties: false }),
  output: knownJob,
  http: "GET /jobs/:job",
  command: { positional: ["job"], example: "vaultbase jobs get tidy" },

  async run(context, input) {
    const { jobs } = await context.services.scripts.current();
    const [known] = await presentJobs(context, [findScript(jobs, input.job, "job")]);
    return known!;
  },
});
