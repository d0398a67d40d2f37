import { Type } from "@sinclair/typebox";
import { ifUpdatedInput } from "../../kernel/if-updated.ts";
import { operation } from "../../kernel/operation.ts";
import { existingInput, nameInput } from "../scripts/save-script.ts";
import { jobInput } from "./job-input.ts";
import { savedJob } from "./job-output.ts";
import { saveJob } from "./save-job.ts";

/** What is left out stays as it is. */
export const updateJob = operation({
  name: "jobs.update",
  summary: "Change a job.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  input: Type.Object(
    {
      job: existingInput,
      ...Type.Partial(Type.Object({ name: nameInput, ...jobInput })).properties,
      ...ifUpdatedInput,
    },
    { additionalProperties: false },
  ),
  output: savedJob,
  http: "PATCH /jobs/:job",
  tool: { name: "update_job", title: "Update job", records: true },
  command: { positional: ["job"], example: `vaultbase jobs update tidy --schedule "@daily"` },

  run: (context, { job, if_updated, ...given }) => saveJob(context, job, given, { if_updated }),
});
