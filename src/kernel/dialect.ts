import type { QueryColumn, QueryTable } from "./query-outline.ts";
import type { Sql } from "./sql.ts";
import type { TableChange } from "./table-change.ts";

/** Where databases differ, as small functions from SQL to SQL. */
export interface Dialect {
  /**
   * The scalar at `path` inside a column that may hold JSON; objects and arrays come as JSON text.
   * All-digit steps are array indexes. A column that is not JSON is its own value at path [].
   */
  jsonValue(column: Sql, path: readonly string[]): Sql;
  /** How many elements an array has; a plain value counts as one, NULL and "" as none. */
  jsonLength(column: Sql): Sql;
  /** A table with a column `value`: a row per array element; a plain value is one element. */
  jsonElements(column: Sql): Sql;
  /** The same for a bound JSON array. */
  elementsOf(array: Sql): Sql;
  /** LIKE without regard to ASCII case; `\` escapes `%` and `_` in the pattern. */
  like(value: Sql, pattern: Sql): Sql;
  /** Equality that takes NULL for a value, and its opposite. Never NULL themselves. */
  same(left: Sql, right: Sql): Sql;
  differ(left: Sql, right: Sql): Sql;
  lower(text: Sql): Sql;
  /** A bound number as a floating point number of no particular column's type. */
  real(value: Sql): Sql;
  boolean(value: boolean): Sql;
  /** Text after strftime's format letters; modifiers as strftime knows them. NULL if not a time. */
  formatTime(format: Sql, time: Sql, modifiers: readonly Sql[]): Sql;
  /** Great-circle distance in kilometres. */
  distance(longitudeA: Sql, latitudeA: Sql, longitudeB: Sql, latitudeB: Sql): Sql;
  /** ORDER BY term; NULL counts as smallest. */
  order(value: Sql, direction: "ASC" | "DESC"): Sql;
  random(): Sql;
  /** The table as it is stored, where a WITH has another one by its name. */
  stored(table: Sql): Sql;
  /**
   * The rows of `table` (a quoted name) that a search made by `createSearch` finds: those with every
   * term in one of the columns, which are given by their positions, and with no excluded one.
   */
  search(
    search: string,
    table: Sql,
    terms: readonly SearchTerm[],
    columns: readonly number[],
  ): Found;
  /** The order rows were inserted in. `table` is a quoted name or alias. */
  insertionOrder(table: Sql): Sql;
  /**
   * What a query would answer, read against empty tables: nothing of the data is looked at.
   * @throws Failure `invalid`, in the database's words, where it is anything but one SELECT over these
   * tables alone, or leaves open which columns it has (`*`).
   */
  outline(query: string, tables: readonly QueryTable[]): QueryColumn[];
  /** The query after renames of tables and columns; as it is where that cannot be told. */
  renameIn(query: string, tables: readonly QueryTable[], renames: readonly TableChange[]): string;
}

/** Part of what somebody looks for: words in a row, without regard to case and accents. */
export interface SearchTerm {
  /** With a letter or digit in it; anything else in it only separates. */
  readonly text: string;
  /** Whether the last word may be the beginning of one. */
  readonly prefix: boolean;
  readonly excluded: boolean;
}

export interface Found {
  /** Behind FROM and the table. */
  readonly join: Sql;
  readonly test: Sql;
  /** Best first, for ORDER BY; null where none is better than another. */
  readonly order: Sql | null;
}
