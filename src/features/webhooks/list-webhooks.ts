import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { operation } from "../../kernel/operation.ts";
import { readWebhooks } from "./find-webhook.ts";
import { healthOutput, healthOf } from "./webhook-health.ts";
import { webhookOutput } from "./webhook-input.ts";
import { presentWebhook, type Webhook } from "./webhook.ts";

const listed = Type.Composite([webhookOutput, healthOutput]);

export const listWebhooks = operation({
  name: "webhooks.list",
  summary:
    "List the webhooks, how many messages wait or were given up, and the receivers' last answers.",
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
    const all = await readWebhooks(context.storage);
    const ids = all.map(({ webhook }) => webhook.id);
    const health = await healthOf(context.storage, ids, context.now());
    const items = await Promise.all(
      all.map(async ({ webhook }, index) => ({
        ...(await showWebhook(context, webhook)),
        ...health[index]!,
      })),
    );
    return { items };
  },
});

/** As it goes out, its collections by their names of today. */
export async function showWebhook({ services }: Context, webhook: Webhook) {
  const catalog = await services.catalogs.current();
  return presentWebhook(webhook, (id) => catalog.find(id)?.name ?? id);
}
