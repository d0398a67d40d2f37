import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { closerInput, conditionOf } from "./log-question.ts";
import { orderOf, presentLog, whereOf } from "./log-query.ts";
import { groupLogs, groupings } from "./log-groups.ts";
import type { LogRow } from "./log-row.ts";

const group = Type.Object({
  value: Type.String(),
  count: Type.Integer(),
  failed: Type.Integer({ description: "How many of them went wrong." }),
  meanMs: Type.Union([Type.Number(), Type.Null()]),
  last: Type.String({ description: "When the latest was." }),
});

/** What is asked most, what fails most, what takes longest: of the latest entries that match. */
export const countGroups = operation({
  name: "logs.groups",
  summary: "Count log entries by path, status or another property, the most frequent first.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    { by: choice(groupings, "What they have in common."), ...closerInput },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(group),
    looked: Type.Integer({ description: `Of how many entries; the latest ${limits.logsGrouped}.` }),
  }),
  http: "GET /logs/groups",
  command: { positional: ["by"], example: "vaultbase logs groups path --since 1h --failed" },

  async run(context, { by, ...asked }) {
    const storage = await context.services.logs.read();
    const where = whereOf(context, storage, conditionOf(asked, context.now()));
    const rows = await storage.scan<LogRow>(
      sql`SELECT * FROM "logs"${where}${orderOf(context, storage, undefined)} LIMIT 0 + ${limits.logsGrouped}`,
      context.request.gone,
    );
    return { items: groupLogs(rows.map(presentLog), by), looked: rows.length };
  },
});
