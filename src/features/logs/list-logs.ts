import { Type } from "@sinclair/typebox";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { closerInput, conditionOf } from "./log-question.ts";
import { logOutput, orderOf, presentLog, whereOf } from "./log-query.ts";
import type { LogRow } from "./log-row.ts";

export const listLogs = operation({
  name: "logs.list",
  summary: "List what was asked and what went wrong, newest first.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      ...closerInput,
      sort: Type.Optional(Type.String({ description: "Such as -created or data.execTime." })),
      page: Type.Optional(Type.Integer({ description: "From 1." })),
      perPage: Type.Optional(Type.Integer({ description: `At most ${limits.perPageMax}.` })),
      skipTotal: Type.Optional(Type.Boolean({ description: "Do not count." })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(logOutput),
    page: Type.Integer(),
    perPage: Type.Integer(),
    totalItems: Type.Integer(),
    totalPages: Type.Integer(),
  }),
  http: "GET /logs",
  command: { positional: [], example: "vaultbase logs list --filter 'data.status >= 500'" },

  async run(context, input) {
    const { gone } = context.request;
    const storage = await context.services.logs.read();
    const page = Math.max(1, input.page ?? 1);
    const asked = input.perPage ?? 0;
    const perPage = asked > 0 ? Math.min(asked, limits.perPageMax) : limits.perPageDefault;
    const where = whereOf(context, storage, conditionOf(input, context.now()));
    const rows = await storage.scan<LogRow>(
      sql`SELECT * FROM "logs"${where}${orderOf(context, storage, input.sort)}
        LIMIT ${perPage} OFFSET ${(page - 1) * perPage}`,
      gone,
    );
    let totalItems = -1;
    if (!input.skipTotal) {
      const counted = await storage.scan<{ n: number }>(
        sql`SELECT count(*) AS "n" FROM "logs"${where}`,
        gone,
      );
      totalItems = counted[0]?.n ?? 0;
    }
    const totalPages = totalItems < 0 ? -1 : Math.ceil(totalItems / perPage);
    return { items: rows.map(presentLog), page, perPage, totalItems, totalPages };
  },
});
