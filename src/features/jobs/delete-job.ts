import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { scriptsOf } from "../scripts/live-scripts.ts";
import { dropScript, existingInput, findScript } from "../scripts/save-script.ts";

export const deleteJob = operation({
  name: "jobs.delete",
  summary: "Delete a job; a run that goes on comes to its end.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  reach: "everything",
  input: Type.Object({ job: existingInput }, { additionalProperties: false }),
  output: Type.Object({}),
  http: "DELETE /jobs/:job",
  tool: { name: "delete_job", title: "Delete job" },
  command: { positional: ["job"], example: "vaultbase jobs delete tidy" },

  run: (context, input) =>
    context.storage.write(async (writer) => {
      const job = findScript(await scriptsOf(writer, "job"), input.job, "job");
      await dropScript(context, writer, job);
      return {};
    }),
});
