import { Failure } from "../../kernel/failure.ts";
import type { Reader } from "../../kernel/storage.ts";
import { nearest } from "../../lib/nearest.ts";
import { readWebhookRows, webhookOf, type WebhookRow } from "./webhook-row.ts";
import type { Webhook } from "./webhook.ts";

export interface StoredWebhook {
  readonly row: WebhookRow;
  readonly webhook: Webhook;
}

/** By id or name. @throws Failure `notFound` with the nearest name. */
export async function findWebhook(reader: Reader, idOrName: string): Promise<StoredWebhook> {
  const all = await readWebhooks(reader);
  const found = all.find(({ webhook: { id, name } }) => id === idOrName || name === idOrName);
  if (found) return found;
  const near = nearest(
    idOrName,
    all.map(({ webhook }) => webhook.name),
  );
  throw new Failure("notFound", `There is no webhook ${JSON.stringify(idOrName)}.`, {
    hint: near ? `Did you mean ${near}?` : "`vaultbase webhooks list` or list_webhooks shows them.",
  });
}

/** In order of name. */
export async function readWebhooks(reader: Reader): Promise<StoredWebhook[]> {
  const rows = await readWebhookRows(reader);
  return rows
    .map((row) => ({ row, webhook: webhookOf(row) }))
    .toSorted((a, b) => (a.webhook.name < b.webhook.name ? -1 : 1));
}
