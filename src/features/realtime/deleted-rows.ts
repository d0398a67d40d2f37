import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { readingFrom } from "../../kernel/dry-run.ts";
import { identifier, join, sql, type Sql } from "../../kernel/sql.ts";
import type { Reader, Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { cellsOf } from "../records/row-meets.ts";

/**
 * A context that reads as if what a call deleted were still there: with a team go its tasks, and
 * whoever was in the team is to hear of each. The same context where the call deleted nothing else.
 */
export async function beforeDeletion(
  context: Context,
  catalog: Catalog,
  change: Change,
): Promise<Context> {
  const { storage } = context;
  const others = await deletedWith(storage, change);
  const tables: Sql[] = [];
  for (const [id, rows] of Map.groupBy(others, ({ collection }) => collection)) {
    const collection = catalog.find(id);
    if (collection) tables.push(withRows(context, collection, rows.map(rowOf)));
  }
  if (tables.length === 0) return context;
  const restored = sql`WITH ${join(tables, ", ")} `;
  return readingFrom(context, {
    all: (statement) => storage.all(sql`${restored}${statement}`),
    hasTable: (name) => storage.hasTable(name),
  });
}

/** Of a call that deletes more, what went first counts: the others went along with it. */
const restoredRows = 100;

function deletedWith(reader: Reader, { call, sequence }: Change): Promise<Change[]> {
  return reader.all<Change>(
    sql`SELECT * FROM "_changes" WHERE "call" = ${call} AND "action" = 'delete'
      AND "sequence" <> ${sequence} ORDER BY "sequence" LIMIT ${restoredRows}`,
  );
}

function rowOf({ before }: Change): Row {
  return JSON.parse(before) as Row;
}

/** `"teams" AS (…)`: the table's rows and these. */
function withRows({ storage }: Context, collection: Collection, rows: readonly Row[]): Sql {
  const table = identifier(collection.name);
  const names = collection.fields.map((field) => identifier(field.name));
  const present = sql`SELECT ${join(names, ", ")} FROM ${storage.dialect.stored(table)}`;
  const past = rows.map((row) => sql`SELECT ${cellsOf(collection, row)}`);
  return sql`${table} AS (${join([present, ...past], " UNION ALL ")})`;
}
