import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { operation } from "../../kernel/operation.ts";
import { join, sql, type Sql } from "../../kernel/sql.ts";
import type { ScriptRun } from "./run-book.ts";
import { scriptKinds } from "./script.ts";

/** What became of scripts' runs, the latest first. */
export const listRuns = operation({
  name: "scripts.runs",
  summary: "List runs of hooks, routes and jobs: how each ended, how long it took, what it logged.",
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
      since: Type.Optional(Type.String({ description: "ISO 8601, UTC: only later ones." })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 20 })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Type.String(),
        kind: Type.String(),
        name: Type.String(),
        script: Type.String({ description: "The script's id." }),
        cause: Type.String({ description: "An event, a request, schedule or manual." }),
        actor: Type.String(),
        outcome: Type.String({
          description: "ok, refused, thrown, time, memory, size, stuck, syntax, broken.",
        }),
        message: Type.String(),
        log: Type.Array(Type.Object({ level: Type.String(), text: Type.String() })),
        durationMs: Type.Number(),
        times: Type.Integer({ description: "Runs like this in a row, kept as one." }),
      }),
    ),
  }),
  http: "GET /scripts/runs",
  tool: { name: "list_script_runs", title: "List script runs", records: true },
  command: { positional: [], example: "vaultbase scripts runs --kind job --failed" },

  async run({ storage, services }, { kind, name, failed, since, before, limit = 20 }) {
    await services.scriptRunner.book.settle();
    const conditions: Sql[] = [sql`1`];
    if (kind) conditions.push(sql`"kind" = ${kind}`);
    if (name) conditions.push(sql`("script" = ${name} OR lower("name") = ${name.toLowerCase()})`);
    if (failed) conditions.push(sql`"outcome" <> 'ok'`);
    if (before) conditions.push(sql`"id" < ${before}`);
    if (since) conditions.push(sql`"at" > ${since}`);
    const rows = await storage.all<
      Record<keyof ScriptRun, string> & { durationMs: number; times: number }
    >(
      sql`SELECT * FROM "_script_runs" WHERE ${join(conditions, " AND ")} ORDER BY "id" DESC LIMIT ${limit}`,
    );
    return {
      items: rows.map(({ log, ...row }) => ({
        ...row,
        log: JSON.parse(log) as { level: string; text: string }[],
      })),
    };
  },
});
