import { constants, DatabaseSync } from "node:sqlite";
import { Failure } from "../../kernel/failure.ts";
import type { QueryColumn, QueryTable } from "../../kernel/query-outline.ts";
import { quoteIdentifier as quote } from "../../kernel/sql.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import { ddlOf } from "./table-changes.ts";

/**
 * A query is read by SQLite itself, in an empty database of its own that holds the tables it may know:
 * nothing is looked at, and what is not there cannot be reached. Names in double quotes are never text
 * here, so that a query means the same where it is run.
 */
export function outlineQuery(query: string, tables: readonly QueryTable[]): QueryColumn[] {
  const database = emptyTables(tables);
  try {
    const known = new Map(tables.map((table) => [table.name.toLowerCase(), table]));
    database.setAuthorizer((action, first, second) =>
      mayDo(known, action, first ?? "", second ?? "") ? constants.SQLITE_OK : constants.SQLITE_DENY,
    );
    // Only a single statement is one by itself and in parentheses.
    database.prepare(query);
    const columns = database.prepare(`SELECT * FROM (\n${query}\n)`).columns();
    if (columns.some(({ name }) => name === everything)) throw new Error(noWildcard);
    return columns.map(({ name, table, column }) => ({
      name,
      origin: table === null || column === null ? null : { table, column },
    }));
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    throw new Failure(
      "invalid",
      thrown.message.replace("no such table: main.", "no such table: "),
      {
        cause: thrown,
      },
    );
  } finally {
    database.close();
  }
}

/** The query after tables or columns were renamed; as it is where that cannot be told. */
export function renameInQuery(
  query: string,
  tables: readonly QueryTable[],
  renames: readonly TableChange[],
): string {
  const database = emptyTables(tables);
  try {
    database.exec(`CREATE VIEW "@view" AS\n${query}`);
    for (const rename of renames) for (const ddl of ddlOf(rename)) database.exec(ddl);
    const row = database.prepare("SELECT sql FROM sqlite_schema WHERE name = '@view'").get();
    return String(row?.sql).replace(/^CREATE VIEW "@view" AS\n/, "");
  } catch (thrown) {
    // Whatever does not work here fails when the query is read: that says what is wrong.
    if (thrown instanceof Error) return query;
    throw thrown;
  } finally {
    database.close();
  }
}

/** Stands in every table: where it comes out of a query, `*` was in it. No field can have its name. */
const everything = "* ";
const noWildcard =
  "wildcard columns (*) are not supported - manually type the collection field names you want the view query to have";

function emptyTables(tables: readonly QueryTable[]): DatabaseSync {
  const database = new DatabaseSync(":memory:", { enableDoubleQuotedStringLiterals: false });
  for (const { name, columns } of tables) {
    const list = [...columns, everything].map((column) => quote(column)).join(", ");
    database.exec(`CREATE TABLE ${quote(name)} (${list})`);
  }
  return database;
}

/** Functions that are tables. */
const elements: ReadonlySet<string> = new Set(["json_each", "json_tree"]);

function mayDo(
  known: ReadonlyMap<string, QueryTable>,
  action: number,
  first: string,
  second: string,
): boolean {
  switch (action) {
    case constants.SQLITE_SELECT:
    case constants.SQLITE_RECURSIVE:
      return true;
    case constants.SQLITE_FUNCTION:
      return second !== "load_extension";
    case constants.SQLITE_READ: {
      const table = known.get(first.toLowerCase());
      if (!table) return elements.has(first.toLowerCase());
      return !table.secrets.some((name) => name.toLowerCase() === second.toLowerCase());
    }
    default:
      return false;
  }
}
