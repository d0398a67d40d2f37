import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { groupings, groupLogs } from "./log-groups.ts";
import { logOutput, orderOf, presentLog, whereOf } from "./log-query.ts";
import { conditionOf, questionInput } from "./log-question.ts";
import type { LogRow } from "./log-row.ts";

/** The questions people ask of logs, without the filter language: what failed, since when, how often. */
export const readLogs = operation({
  name: "logs.read",
  summary: "Read the request and error log, newest first, or count it by one property.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      ...questionInput,
      group_by: Type.Optional(choice(groupings, "Counts instead of entries.")),
      limit: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: limits.logsRead,
          default: limits.logsReadDefault,
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(logOutput),
    groups: Type.Optional(Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }))),
    total: Type.Integer({ description: "How many there are in all." }),
  }),
  http: "GET /logs/read",
  tool: { name: "read_logs", title: "Read logs", records: true },
  command: { positional: [], example: "vaultbase logs read --since 1h --status 401" },

  async run(context, input) {
    const { gone } = context.request;
    const storage = await context.services.logs.read();
    const where = whereOf(context, storage, conditionOf({ since: "24h", ...input }, context.now()));
    const [counted] = await storage.scan<{ n: number }>(
      sql`SELECT count(*) AS "n" FROM "logs"${where}`,
      gone,
    );
    const total = counted?.n ?? 0;
    const limit = input.group_by ? limits.logsGrouped : (input.limit ?? limits.logsReadDefault);
    const rows = await storage.scan<LogRow>(
      sql`SELECT * FROM "logs"${where}${orderOf(context, storage, undefined)} LIMIT 0 + ${limit}`,
      gone,
    );
    const items = rows.map(presentLog);
    if (!input.group_by) return { items: items.map(withoutReferences), total };
    const groups = groupLogs(items, input.group_by)
      .slice(0, input.limit ?? limits.logsRead)
      .map(({ value, count }) => ({ value, count }));
    return { items: [], groups, total };
  },
});

/** Agents pay for every word, and ask the audit itself who did what. */
function withoutReferences({ data, ...entry }: (typeof logOutput)["static"]) {
  const { call, token, ...told } = data as Readonly<Record<string, unknown>>;
  return { ...entry, data: told };
}
