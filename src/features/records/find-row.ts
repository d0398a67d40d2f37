import type { Context } from "../../kernel/context.ts";
import { identifier, join, raw, sql } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection, RuleName } from "../collections/collection.ts";
import { missingRecord } from "./get-record.ts";
import { ruleCondition } from "./rules.ts";

/**
 * The stored row that the caller is about to change, if the rule lets them.
 * @throws Failure `forbidden` (locked) or `notFound` (not there, or not for this caller).
 */
export async function findRow(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  rule: RuleName,
  id: string,
  body: Record<string, unknown> | null,
): Promise<Row> {
  const condition = ruleCondition(context, catalog, collection, rule, { body });
  const plain = sql`SELECT * FROM ${identifier(collection.name)} WHERE "id" = ${id}`;
  const statement = condition ? join([plain, raw(" AND ("), condition, raw(")")], "") : plain;
  const [row] = await context.storage.all(statement);
  if (!row) throw missingRecord(collection, id);
  return row;
}
