import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { logFilter, whereOf } from "./log-query.ts";

/** For a chart of requests over time. Hours without entries are left out. */
export const countLogs = operation({
  name: "logs.stats",
  summary: "Count log entries by the hour.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object({ filter: Type.Optional(logFilter) }, { additionalProperties: false }),
  output: Type.Object({
    items: Type.Array(Type.Object({ date: Type.String(), total: Type.Integer() })),
  }),
  http: "GET /logs/stats",
  httpAnswer: "items",
  command: { positional: [], example: "vaultbase logs stats --filter 'level > 0'" },

  async run(context, { filter }) {
    const storage = await context.services.logs.read();
    const where = whereOf(context, storage, filter);
    const items = await storage.scan<{ date: string; total: number }>(
      sql`SELECT substr("created", 1, 13) || ':00:00.000Z' AS "date", count(*) AS "total"
        FROM "logs"${where} GROUP BY 1 ORDER BY 1`,
      context.request.gone,
    );
    return { items };
  },
});
