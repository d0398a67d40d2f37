import { lastSequence } from "../../kernel/change.ts";
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
  /** JSON: what it wanted up to places in the log that have not been reached yet, the first first. */
  readonly earlier: string;
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
    { name: "earlier", kind: "text", default: "[]" },
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

/** A webhook as it was up to and with a place in the log. */
export interface Period {
  readonly webhook: Webhook;
  readonly until: number;
}

/** What the webhook wants of what comes after a place in the log. */
export function periodAfter(row: WebhookRow, place: number): Period {
  const found = periodsOf(row).find(({ until }) => until > place);
  return found ?? { webhook: webhookOf(row), until: Number.POSITIVE_INFINITY };
}

/** What is switched off wants nothing of what comes; what it wanted before is still taken up. */
export function isListening(row: WebhookRow): boolean {
  return webhookOf(row).enabled || periodsOf(row).some(({ webhook }) => webhook.enabled);
}

function periodsOf({ earlier }: WebhookRow): Period[] {
  return JSON.parse(earlier) as Period[];
}

/** What happened until now is told as the webhook was until now, whenever it is looked at. */
export async function writeDefinition(
  writer: Writer,
  row: WebhookRow,
  webhook: Webhook,
): Promise<void> {
  const before = webhookOf(row);
  const periods = periodsOf(row);
  if (!wantsTheSame(before, webhook)) {
    periods.push({ webhook: before, until: await lastSequence(writer) });
  }
  const earlier = JSON.stringify(periods.slice(-keptPeriods));
  await writer.execute(
    sql`UPDATE "_webhooks" SET "definition" = ${JSON.stringify(webhook)}, "earlier" = ${earlier}
      WHERE "id" = ${webhook.id}`,
  );
}

/** Far more changes than anybody makes before a server has looked at what happened in between. */
const keptPeriods = 100;

function wantsTheSame(one: Webhook, other: Webhook): boolean {
  if (!one.enabled && !other.enabled) return true;
  const wants = ({ enabled, events, filter, fields, includeHidden }: Webhook) =>
    JSON.stringify([enabled, events, filter, fields, includeHidden]);
  return wants(one) === wants(other);
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
  const earlier = JSON.stringify(periodsOf(row).filter(({ until }) => until > to));
  const { changes } = await writer.execute(
    sql`UPDATE "_webhooks" SET "cursor" = ${to}, "earlier" = ${earlier} WHERE "id" = ${row.id}
      AND "cursor" = ${row.cursor} AND "definition" = ${row.definition}
      AND "earlier" = ${row.earlier}`,
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
