import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import type { Reader } from "../../kernel/storage.ts";
import { readWebhooks } from "./find-webhook.ts";
import { webhookOutput } from "./webhook-input.ts";
import { presentWebhook, type Webhook } from "./webhook.ts";

const listed = Type.Composite([
  webhookOutput,
  Type.Object({ waiting: Type.Integer(), dead: Type.Integer() }),
]);

export const listWebhooks = operation({
  name: "webhooks.list",
  summary: "List the webhooks, and how many messages wait or were given up.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(listed) }),
  http: "GET /webhooks",
  tool: { name: "list_webhooks", title: "List webhooks" },
  command: { positional: [], example: "vaultbase webhooks list" },

  async run(context) {
    const counts = await countByState(context.storage);
    const all = await readWebhooks(context.storage);
    const items = [];
    for (const { webhook } of all) {
      const count = (state: string) => counts.get(`${webhook.id}/${state}`) ?? 0;
      items.push({
        ...(await showWebhook(context, webhook)),
        waiting: count("waiting"),
        dead: count("dead"),
      });
    }
    return { items };
  },
});

/** As it goes out, its collections by their names of today. */
export async function showWebhook({ services }: Context, webhook: Webhook) {
  const catalog = await services.catalogs.current();
  return presentWebhook(webhook, (id) => catalog.find(id)?.name ?? id);
}

async function countByState(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.all<{ webhook: string; state: string; total: number }>(
    sql`SELECT "webhook", "state", count(*) AS "total" FROM "_webhookDeliveries"
      WHERE "state" <> 'delivered' GROUP BY "webhook", "state"`,
  );
  return new Map(rows.map(({ webhook, state, total }) => [`${webhook}/${state}`, total]));
}
