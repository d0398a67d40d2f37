import { identifier, raw, type Sql, sql } from "../../kernel/sql.ts";
import type { Reader } from "../../kernel/storage.ts";
import type { Collection } from "./collection.ts";
import type { Field } from "./field.ts";
import { columnOf } from "./plan-tables.ts";

/** How many rows of a table meet a condition. */
export async function countRows(
  reader: Reader,
  { name }: Pick<Collection, "name">,
  condition: Sql = raw("TRUE"),
): Promise<number> {
  const [row] = await reader.all<{ rows: number }>(
    sql`SELECT count(*) AS "rows" FROM ${identifier(name)} WHERE ${condition}`,
  );
  return Number(row?.rows ?? 0);
}

/** Rows that say something in this field; what every row begins with is nothing. */
export function hasValue(field: Field): Sql {
  const { kind, default: usual } = columnOf(field);
  const column = identifier(field.name);
  if (kind === "number" || kind === "bool") return sql`${column} != ${usual}`;
  return sql`(${column} IS NOT NULL AND ${column} NOT IN ('', 'null', ${usual ?? ""}))`;
}

/** Rows whose JSON list in this field holds more than one text. */
export function hasSeveral(field: Field): Sql {
  return sql`${identifier(field.name)} LIKE ${'%","%'}`;
}
