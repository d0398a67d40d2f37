import { Type } from "@sinclair/typebox";
import { expressionOf } from "../../kernel/cron.ts";
import { operation } from "../../kernel/operation.ts";
import { nextTime } from "../../lib/cron-expression.ts";
import { readCronRows } from "./cron-row.ts";

/** What runs by itself. Those that are switched off are not listed. */
export const listCrons = operation({
  name: "crons.list",
  summary: "List what the server does by itself, when it did it last and does it next.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        summary: Type.String(),
        nextRun: Type.String(),
        lastRun: Type.String(),
        lastError: Type.String(),
        expression: Type.String(),
      }),
    ),
  }),
  http: "GET /crons",
  httpAnswer: "items",
  command: { positional: [], example: "vaultbase crons list" },

  async run(context) {
    const rows = await readCronRows(context.storage);
    const items = [];
    for (const cron of await context.services.crons.crons()) {
      const expression = await expressionOf(cron, context);
      if (expression === "") continue;
      const { lastRun = "", lastError = "" } = rows.get(cron.id) ?? {};
      const nextRun = nextTime(expression, context.now())?.toISOString() ?? "";
      items.push({ id: cron.id, summary: cron.summary, nextRun, lastRun, lastError, expression });
    }
    return { items };
  },
});
