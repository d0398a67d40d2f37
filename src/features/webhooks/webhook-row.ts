import { sql } from "../../kernel/sql.ts";
import type { Reader, Writer } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import type { Vault } from "../../kernel/vault.ts";
import type { Webhook, WebhookSecrets } from "./webhook.ts";

export const webhooksTable = "_webhooks";

/** As stored. */
export interface WebhookRow {
  readonly id: string;
  /** JSON. Whoever changes it changes the text, if only in `updated`. */
  readonly definition: string;
  /** JSON, sealed. */
  readonly secrets: string;
  /** The last change that was looked at for it. */
  readonly cursor: number;
}

export const createWebhooksTable: TableChange = {
  change: "createTable",
  table: webhooksTable,
  columns: [
    { name: "definition", kind: "text", default: "{}" },
    { name: "secrets", kind: "text", default: "" },
    { name: "cursor", kind: "number", default: 0 },
  ],
};

export function readWebhookRows(reader: Reader): Promise<WebhookRow[]> {
  return reader.all<WebhookRow>(sql`SELECT * FROM "_webhooks" ORDER BY "id"`);
}

export async function readWebhookRow(reader: Reader, id: string): Promise<WebhookRow | undefined> {
  const [row] = await reader.all<WebhookRow>(sql`SELECT * FROM "_webhooks" WHERE "id" = ${id}`);
  return row;
}

export function webhookOf({ definition }: WebhookRow): Webhook {
  return JSON.parse(definition) as Webhook;
}

export function secretsOf({ secrets }: WebhookRow, vault: Vault): WebhookSecrets {
  return JSON.parse(vault.unseal(secrets)) as WebhookSecrets;
}

export async function insertWebhook(
  writer: Writer,
  vault: Vault,
  webhook: Webhook,
  secrets: WebhookSecrets,
  cursor: number,
): Promise<void> {
  await writer.execute(
    sql`INSERT INTO "_webhooks" ("id", "definition", "secrets", "cursor")
      VALUES (${webhook.id}, ${JSON.stringify(webhook)}, ${vault.seal(JSON.stringify(secrets))},
        ${cursor})`,
  );
}

export async function writeDefinition(writer: Writer, webhook: Webhook): Promise<void> {
  await writer.execute(
    sql`UPDATE "_webhooks" SET "definition" = ${JSON.stringify(webhook)} WHERE "id" = ${webhook.id}`,
  );
}

export async function writeSecrets(
  writer: Writer,
  vault: Vault,
  id: string,
  secrets: WebhookSecrets,
): Promise<void> {
  const sealed = vault.seal(JSON.stringify(secrets));
  await writer.execute(sql`UPDATE "_webhooks" SET "secrets" = ${sealed} WHERE "id" = ${id}`);
}

/** False where the webhook or its place was changed since the row was read. */
export async function moveCursor(writer: Writer, row: WebhookRow, to: number): Promise<boolean> {
  const { changes } = await writer.execute(
    sql`UPDATE "_webhooks" SET "cursor" = ${to} WHERE "id" = ${row.id}
      AND "cursor" = ${row.cursor} AND "definition" = ${row.definition}`,
  );
  return changes === 1;
}

export async function turnWebhookSecrets(
  writer: Writer,
  turn: (stored: string) => string,
): Promise<void> {
  for (const { id, secrets } of await readWebhookRows(writer)) {
    await writer.execute(
      sql`UPDATE "_webhooks" SET "secrets" = ${turn(secrets)} WHERE "id" = ${id}`,
    );
  }
}
