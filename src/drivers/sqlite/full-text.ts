import type { Found, SearchTerm } from "../../kernel/dialect.ts";
import { identifier, nothing, quoteIdentifier as quote, sql, type Sql } from "../../kernel/sql.ts";
import type { TableChange } from "../../kernel/table-change.ts";

/**
 * Search by FTS5: a table that holds the words and none of the text, kept right by triggers and
 * joined by rowid. Those survive `VACUUM INTO` (always) and `VACUUM` (in tables with an index, which
 * all of ours have for their text key). Its columns are called c0, c1, …, since some names of fields
 * (`rank`) are not allowed there.
 */
export function createSearch({
  search,
  table,
  columns,
}: Extract<TableChange, { change: "createSearch" }>): string[] {
  const index = quote(search);
  const own = columns.map((_, position) => `c${position}`).join(", ");
  const values = (row: string) => columns.map((column) => `${row}.${quote(column)}`).join(", ");
  const add = `INSERT INTO ${index} (rowid, ${own}) VALUES (new.rowid, ${values("new")});`;
  const remove = `INSERT INTO ${index} (${index}, rowid, ${own}) VALUES ('delete', old.rowid, ${values("old")});`;
  const trigger = (event: Event, when: string, work: string) =>
    `CREATE TRIGGER ${quote(`${search}_${event}`)} AFTER ${when} ON ${quote(table)} BEGIN ${work} END`;
  return [
    `CREATE VIRTUAL TABLE ${index} USING fts5(${own}, content='', tokenize='unicode61 remove_diacritics 2')`,
    `INSERT INTO ${index} (rowid, ${own}) SELECT rowid, ${columns.map(quote).join(", ")} FROM ${quote(table)}`,
    trigger("insert", "INSERT", add),
    trigger("delete", "DELETE", remove),
    trigger("update", `UPDATE OF ${columns.map(quote).join(", ")}`, `${remove} ${add}`),
  ];
}

const events = ["insert", "delete", "update"] as const;
type Event = (typeof events)[number];

export function dropSearch(search: string): string[] {
  return [
    ...events.map((event) => `DROP TRIGGER IF EXISTS ${quote(`${search}_${event}`)}`),
    `DROP TABLE IF EXISTS ${quote(search)}`,
  ];
}

/** As `Dialect.search`. Every term is quoted, so nothing that somebody writes is read as syntax. */
export function findRows(
  search: string,
  table: Sql,
  terms: readonly SearchTerm[],
  columns: readonly number[],
): Found {
  const wanted = terms.filter((term) => !term.excluded).map(quoteTerm);
  const unwanted = terms.filter((term) => term.excluded).map(quoteTerm);
  const index = identifier(search);
  const inColumns = `{${columns.map((position) => `c${position}`).join(" ")}}`;
  if (wanted.length === 0) {
    const any = `${inColumns} : (${unwanted.join(" OR ")})`;
    const test = sql`${table}.rowid NOT IN (SELECT rowid FROM ${index} WHERE ${index} MATCH ${any})`;
    return { join: nothing, test, order: null };
  }
  const all = `${inColumns} : (${[wanted.join(" AND "), ...unwanted].join(" NOT ")})`;
  return {
    join: sql` JOIN ${index} ON ${index}.rowid = ${table}.rowid`,
    test: sql`${index} MATCH ${all}`,
    order: sql`${index}.rank`,
  };
}

function quoteTerm({ text, prefix }: SearchTerm): string {
  // SQLite ends a text at NUL.
  const quoted = `"${text.replaceAll("\0", " ").replaceAll('"', '""')}"`;
  return prefix ? `${quoted} *` : quoted;
}
