import type { Context } from "../../kernel/context.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection, RuleName } from "../collections/collection.ts";
import { missingRecord } from "./get-record.ts";
import { ruleCondition } from "./rules.ts";

/**
 * What the caller is about to make of a stored row, if the rule lets them. Rules compare the row as
 * it is with the body as it is meant, `votes+` already added, so the change is worked out before.
 * @throws Failure `forbidden` (locked) or `notFound` (not there, or not for this caller).
 */
export async function allowChange<Change extends { readonly body: Body }>(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  rule: RuleName,
  id: string,
  changeOf: (existing: Row) => Change,
): Promise<Change> {
  const { storage } = context;
  const table = identifier(collection.name);
  const [row] = await storage.all(sql`SELECT * FROM ${table} WHERE "id" = ${id}`);
  const change = row && changeOf(row);
  const body = change?.body ?? null;
  const condition = ruleCondition(context, catalog, collection, rule, { body });
  if (!change) throw missingRecord(collection, id);
  if (!condition) return change;
  const allowed = await storage.all(
    sql`SELECT 1 FROM ${table} WHERE "id" = ${id} AND (${condition})`,
  );
  if (allowed.length === 0) throw missingRecord(collection, id);
  return change;
}

/** The stored row, if the deleteRule lets the caller delete it. @throws Failure as above. */
export function allowDeletion(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  id: string,
): Promise<{ readonly row: Row; readonly body: null }> {
  return allowChange(context, catalog, collection, "deleteRule", id, (row) => ({
    row,
    body: null,
  }));
}

type Body = Record<string, unknown> | null;
