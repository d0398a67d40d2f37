import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { identifier, join, sql, type Sql } from "../../kernel/sql.ts";
import { deliveriesTable, deliveryStates, type Delivery } from "./delivery.ts";
import { findWebhook, readWebhooks } from "./find-webhook.ts";
import type { Attempt } from "./attempt.ts";

const item = Type.Object(
  {
    id: Type.String(),
    webhook: Type.String(),
    event: Type.String(),
    state: Type.String(),
    attempts: Type.Integer({ description: "Since it was made, or was to be sent anew." }),
    due: Type.String({ description: "When it is tried next, while it waits." }),
    created: Type.String(),
    ended: Type.String(),
    status: Type.Integer({ description: "The last answer's; 0: there was none." }),
    answer: Type.String({ description: "Its beginning, or why there is none." }),
  },
  { additionalProperties: Type.Unknown() },
);

/** Newest first. One alone comes with its message and every attempt. */
export const listDeliveries = operation({
  name: "webhooks.deliveries",
  summary: "List what was sent to webhooks, waits to be, or was given up; newest first.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      webhook: Type.Optional(Type.String({ description: "Only this one's, by name or id." })),
      state: Type.Optional(choice(deliveryStates)),
      delivery: Type.Optional(
        Type.String({ description: "Only this one, with its message and every attempt." }),
      ),
      page: Type.Optional(Type.Integer({ minimum: 1 })),
      perPage: Type.Optional(Type.Integer({ minimum: 1, maximum: limits.perPageMax })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ items: Type.Array(item), page: Type.Integer(), perPage: Type.Integer() }),
  http: "GET /webhooks/deliveries",
  tool: { name: "list_webhook_deliveries", title: "List webhook deliveries", records: true },
  command: {
    positional: ["webhook"],
    example: "vaultbase webhooks deliveries crm --state dead",
  },

  async run({ storage }, input) {
    const { page = 1, perPage = limits.perPageDefault } = input;
    const conditions: Sql[] = [sql`1 = 1`];
    if (input.webhook !== undefined) {
      const { webhook } = await findWebhook(storage, input.webhook);
      conditions.push(sql`"webhook" = ${webhook.id}`);
    }
    if (input.state !== undefined) conditions.push(sql`"state" = ${input.state}`);
    if (input.delivery !== undefined) conditions.push(sql`"id" = ${input.delivery}`);
    const rows = await storage.all<Delivery>(
      sql`SELECT * FROM "_webhookDeliveries" WHERE ${join(conditions, " AND ")}
        ORDER BY ${storage.dialect.insertionOrder(identifier(deliveriesTable))} DESC
        LIMIT ${perPage} OFFSET ${(page - 1) * perPage}`,
    );
    const names = new Map((await readWebhooks(storage)).map(({ webhook: w }) => [w.id, w.name]));
    const items = rows.map((row) => ({
      ...presentDelivery(row, names.get(row.webhook) ?? row.webhook),
      ...(input.delivery !== undefined && {
        message: JSON.parse(row.body) as unknown,
        log: JSON.parse(row.log) as unknown,
      }),
    }));
    return { items, page, perPage };
  },
});

function presentDelivery(row: Delivery, webhook: string) {
  const { id, event, state, attempts, due, created, ended } = row;
  const { status = 0, answer = "" } = (JSON.parse(row.log) as Attempt[]).at(-1) ?? {};
  const next = state === "waiting" ? due : "";
  return { id, webhook, event, state, attempts, due: next, created, ended, status, answer };
}
