import type { Context } from "../../kernel/context.ts";
import { identifier, join, raw, sql } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { hideEmail, presentationOf, type PresentedRecord } from "./presentation.ts";
import { bindRule } from "./rules.ts";

/** Selected rows as this caller may see them. The rows are changed in place. */
export async function presentRows(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  rows: Row[],
): Promise<PresentedRecord[]> {
  const { present } = presentationOf(collection, context.caller);
  const records = rows.map(present);
  if (!collection.auth || context.caller.superuser) return records;
  const hidden = records.filter((record) => record.emailVisibility !== true);
  const managed = await managedIds(context, catalog, collection, hidden);
  for (const record of hidden) {
    if (!managed.has(record.id)) hideEmail(collection, context.caller, record);
  }
  return records;
}

/** Which of these records the caller manages, by the collection's manageRule. Guests manage none. */
export async function managedIds(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  records: readonly { readonly id: string }[],
): Promise<Set<string>> {
  const rule = collection.auth?.manageRule;
  if (!rule || !context.caller.record || records.length === 0) return new Set();
  const ids = join(
    records.map((record) => sql`${record.id}`),
    ", ",
  );
  const condition = bindRule(context, catalog, collection, rule, { body: null });
  const table = identifier(collection.name);
  const rows = await context.storage.all<{ id: string }>(
    join([sql`SELECT "id" FROM ${table} WHERE "id" IN (${ids}) AND (`, condition, raw(")")], ""),
  );
  return new Set(rows.map((row) => row.id));
}
