import { Type } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { presentRun, wholeRun, type RunRow } from "./run-output.ts";

/** A run with all it logged. */
export const getRun = operation({
  name: "scripts.getRun",
  summary: "Show a run of a hook, route or job with all it logged.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    { run: Type.String({ description: "A run's id." }) },
    { additionalProperties: false },
  ),
  output: wholeRun,
  http: "GET /scripts/runs/:run",
  command: { positional: ["run"], example: "vaultbase scripts get-run RUN" },

  async run({ storage, services }, { run }) {
    await services.scriptRunner.book.settle();
    const [row] = await storage.all<RunRow>(sql`SELECT * FROM "_script_runs" WHERE "id" = ${run}`);
    if (row) return presentRun(row);
    throw new Failure("notFound", `There is no run ${JSON.stringify(run)}, or not any more.`, {
      hint: "`scripts runs` tells the ids; the last 500 of each script are kept.",
    });
  },
});
