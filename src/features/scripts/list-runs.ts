import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { readMoment } from "../../kernel/read-moment.ts";
import { operation } from "../../kernel/operation.ts";
import { join, sql, type Sql } from "../../kernel/sql.ts";
import { listedRun, presentRun, summarizeRun, type RunRow } from "./run-output.ts";
import { scriptKinds } from "./script.ts";

/** What became of scripts' runs, the latest first. */
export const listRuns = operation({
  name: "scripts.runs",
  summary:
    "List runs of hooks, routes and jobs: how each ended, how long it took, how much it logged.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      kind: Type.Optional(choice(scriptKinds, "Only these.")),
      name: Type.Optional(Type.String({ description: "Only of the script with this name or id." })),
      failed: Type.Optional(Type.Boolean({ description: "Only those that did not end well." })),
      before: Type.Optional(
        Type.String({ unlisted: true, description: "A run's id: only earlier ones." }),
      ),
      since: Type.Optional(Type.String({ description: "1h, 7d or a date." })),
      logs: Type.Optional(Type.Boolean()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 20 })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(listedRun),
  }),
  http: "GET /scripts/runs",
  tool: { name: "list_script_runs", title: "List script runs", records: true },
  command: { positional: [], example: "vaultbase scripts runs --kind job --failed" },

  async run({ storage, services, now }, { kind, name, failed, since, before, logs, limit = 20 }) {
    await services.scriptRunner.book.settle();
    const conditions: Sql[] = [sql`1`];
    if (kind) conditions.push(sql`"kind" = ${kind}`);
    if (name) conditions.push(sql`("script" = ${name} OR lower("name") = ${name.toLowerCase()})`);
    if (failed) conditions.push(sql`"outcome" <> 'ok'`);
    if (before) conditions.push(sql`"id" < ${before}`);
    if (since) {
      conditions.push(sql`"at" >= ${readMoment("since", since, now()).toISOString()}`);
    }
    const rows = await storage.all<RunRow>(
      sql`SELECT * FROM "_script_runs" WHERE ${join(conditions, " AND ")} ORDER BY "id" DESC LIMIT ${limit}`,
    );
    return { items: rows.map(logs ? presentRun : summarizeRun) };
  },
});
