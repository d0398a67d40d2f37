import { identifier, sql } from "../../kernel/sql.ts";
import type { Row, Storage } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import { parseIndex } from "../collections/index-statement.ts";

/**
 * The record whose `field` has this value. Case matters, unless the field's unique index says that
 * it does not.
 */
export async function findByIdentity(
  storage: Storage,
  collection: Collection,
  field: string,
  value: string,
): Promise<Row | undefined> {
  const column = identifier(field);
  const table = identifier(collection.name);
  const [exact] = await storage.all(sql`SELECT * FROM ${table} WHERE ${column} = ${value} LIMIT 1`);
  if (exact || !ignoresCase(collection, field)) return exact;
  const { lower } = storage.dialect;
  const [folded] = await storage.all(
    sql`SELECT * FROM ${table} WHERE ${lower(column)} = ${lower(sql`${value}`)} LIMIT 1`,
  );
  return folded;
}

function ignoresCase(collection: Collection, field: string): boolean {
  return collection.indexes.some((statement) => {
    const index = parseIndex(statement);
    const [column] = index?.columns ?? [];
    return (
      index?.unique === true &&
      index.columns.length === 1 &&
      column?.name === field &&
      column.collate.toLowerCase() === "nocase"
    );
  });
}
