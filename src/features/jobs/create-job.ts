import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { nameInput } from "../scripts/save-script.ts";
import { jobInput } from "./job-input.ts";
import { savedJob } from "./job-output.ts";
import { saveJob } from "./save-job.ts";

export const createJob = operation({
  name: "jobs.create",
  summary: "Create a job: JavaScript that runs by the clock, in UTC.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  input: Type.Object({ name: nameInput, ...jobInput }, { additionalProperties: false }),
  output: savedJob,
  http: "POST /jobs",
  tool: {
    name: "create_job",
    title: "Create job",
    records: true,
    guidance: "It finds the same as a hook.",
  },
  command: {
    positional: ["name"],
    example: `vaultbase jobs create tidy --schedule "0 3 * * *" --source 'const { items } = await records.list("drafts", { filter: "created_at < @now-30d" }); for (const { id } of items) await records.delete("drafts", id)'`,
  },

  run: (context, input) => saveJob(context, null, input),
});
