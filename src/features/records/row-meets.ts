import { identifier, join, raw, sql, type Sql } from "../../kernel/sql.ts";
import type { Reader, Row } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import { fieldTypeOf } from "../collections/field-types.ts";

/** Whether a row that is not stored (not yet, not any more, not like this) meets a condition. */
export async function rowMeets(
  reader: Reader,
  collection: Collection,
  row: Row,
  condition: Sql,
): Promise<boolean> {
  return (await conditionsMet(reader, collection, row, [condition]))[0] === true;
}

/** The same for many conditions, in few statements: the callers of one moment about one record. */
export async function conditionsMet(
  reader: Reader,
  collection: Collection,
  row: Row,
  conditions: readonly Sql[],
): Promise<boolean[]> {
  const standIn = standInFor(collection, row);
  const met: boolean[] = [];
  for (let from = 0; from < conditions.length; from += together) {
    const some = conditions.slice(from, from + together);
    const columns = some.map(
      (condition, index) => sql`(${condition}) AS ${identifier(`${index}`)}`,
    );
    const [answer] = await reader.all(sql`SELECT ${join(columns, ", ")} FROM ${standIn}`);
    for (const index of some.keys()) met.push(Boolean(answer?.[index]));
  }
  return met;
}

/** One statement's share: far from the limits of columns and of bound values. */
const together = 50;

/**
 * The row in place of its table. Only here: joins inside the conditions still find the real table.
 */
function standInFor(collection: Collection, row: Row): Sql {
  return sql`(SELECT ${cellsOf(collection, row)}) AS ${identifier(collection.name)}`;
}

/** A row as a list of columns that have the affinities of the collection's. */
export function cellsOf(collection: Collection, row: Row): Sql {
  const cells = collection.fields.map((field) => {
    const { kind } = fieldTypeOf(field).column(field);
    const cell = row[field.name] ?? null;
    const name = identifier(field.name);
    if (kind === "json") return sql`${cell} AS ${name}`;
    return sql`CAST(${cell} AS ${raw(kind === "text" ? "TEXT" : "NUMERIC")}) AS ${name}`;
  });
  return join(cells, ", ");
}
