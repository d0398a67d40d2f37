import { DatabaseSync } from "node:sqlite";
import { quoteIdentifier as quote } from "../../../kernel/sql.ts";
import { RawSqlError, type RawTable } from "../../../kernel/raw-sql.ts";
import { elementTables } from "./query-gate.ts";

/**
 * What a statement may reach, as an empty database of its own: a statement that is compiled there means
 * nothing beyond it. SQLite's authorizer alone would not do: it is not asked about columns that tables
 * are joined by, so that `(SELECT 'guess' AS password) JOIN _superusers USING (password)` passes it.
 * `query` tells which tables are worth making; their names have to stand in it.
 */
export function reachedSchema(
  database: DatabaseSync,
  reach: readonly RawTable[],
  query: string,
): DatabaseSync {
  const schema = new DatabaseSync(":memory:", { enableDoubleQuotedStringLiterals: false });
  refuseBuiltInTables(schema, query);
  for (const table of namedIn(reach, query)) {
    for (const ddl of table.kind === "rows" ? ownDdl(database, table) : [likeness(table)]) {
      schema.exec(ddl);
    }
  }
  return schema;
}

/**
 * Puts the part of a table that may be read in the place of the table, for this connection: so `*` and
 * NATURAL JOIN know of nothing else.
 */
export function coverSecrets(
  database: DatabaseSync,
  reach: readonly RawTable[],
  query: string,
): void {
  for (const { name, columns, kind } of namedIn(reach, query)) {
    if (kind !== "part") continue;
    const list = columns.map(quote).join(", ");
    database.exec(`CREATE TEMP VIEW ${quote(name)} AS SELECT ${list} FROM main.${quote(name)}`);
  }
}

function namedIn(reach: readonly RawTable[], query: string): RawTable[] {
  const text = query.toLowerCase();
  return reach.filter(({ name }) => text.includes(name.toLowerCase()));
}

/** As it is, with the indexes that upserts go by. */
function ownDdl(database: DatabaseSync, { name }: RawTable): string[] {
  const rows = database
    .prepare(
      `SELECT sql FROM main.sqlite_schema WHERE lower(tbl_name) = lower(?) AND type IN ('table', 'index')
        AND sql IS NOT NULL ORDER BY type DESC`,
    )
    .all(name);
  return rows.map(({ sql }) => String(sql));
}

/** Where it stands tells it apart: `main.members` is not there where only a part of it is. */
function likeness({ name, columns, kind }: RawTable): string {
  const list = columns.map(quote).join(", ");
  return `CREATE ${kind === "part" ? "TEMP " : ""}TABLE ${quote(name)} (${list})`;
}

/**
 * Tables that every database has, such as `sqlite_schema`, `dbstat` and `pragma_table_list`, look into
 * the real one. Their names, too, have to stand in a statement that uses them; text that holds such a
 * name can be a parameter.
 */
function refuseBuiltInTables(schema: DatabaseSync, query: string): void {
  const modules = schema.prepare("SELECT name FROM pragma_module_list").all();
  const builtIn = new Set(modules.map(({ name }) => String(name)));
  const isBuiltIn = (word: string) =>
    /^(?:pragma|sqlite)_/.test(word) || (builtIn.has(word) && !elementTables.has(word));
  const word = query.toLowerCase().match(/\w+/g)?.find(isBuiltIn);
  if (word === undefined) return;
  throw new RawSqlError(`not authorized: ${word}`, 0, "", {
    act: "builtIn",
    table: word,
    column: "",
  });
}
