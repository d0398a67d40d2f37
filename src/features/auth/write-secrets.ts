import { logChange } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { identifier, join, sql } from "../../kernel/sql.ts";
import type { Row, Writer } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import { changedAt } from "../records/if-updated.ts";

/**
 * Sets a record's password hash, its token key, or both; the change log learns that the record
 * changed and nothing of its secrets. A new token key ends the record's sessions and whatever tokens
 * depend on it, and counts as an update; a password hashed anew is the same password.
 */
export async function writeSecrets(
  context: Context,
  writer: Writer,
  collection: Collection,
  row: Row,
  secrets: { readonly password?: string; readonly tokenKey?: string },
): Promise<void> {
  const values: Row = { ...secrets };
  const before: Row = {};
  if (secrets.tokenKey !== undefined) {
    for (const { type, name, onUpdate } of collection.fields) {
      if (type !== "autodate" || onUpdate !== true) continue;
      values[name] = changedAt(context, row[name]);
      before[name] = row[name] ?? null;
    }
  }
  const assignments = Object.entries(values).map(
    ([name, value]) => sql`${identifier(name)} = ${value}`,
  );
  const record = String(row.id);
  // The hash is part of the condition: a password that was changed meanwhile is not undone.
  const { changes } = await writer.execute(
    sql`UPDATE ${identifier(collection.name)} SET ${join(assignments, ", ")}
      WHERE "id" = ${record} AND "password" = ${row.password}`,
  );
  if (changes === 0) return;
  await logChange(context, writer, { collection: collection.id, record, action: "update", before });
  if (secrets.tokenKey === undefined) return;
  await context.services.companions.sessionsOver(context, writer, collection.id, record);
}
