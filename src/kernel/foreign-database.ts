import type { Row } from "./storage.ts";

/** Another program's database, open for reading; it is left exactly as it is. */
export interface ForeignDatabase {
  /** Names of its tables. */
  readonly tables: ReadonlySet<string>;
  /** How many rows a table has. */
  count(table: string): number;
  /** A table's rows, one after another, whole. */
  rows(table: string): Iterable<Row>;
  close(): void;
}

/** @throws Failure `notFound` or `invalid` where there is no such database. */
export type OpenForeignDatabase = (path: string) => ForeignDatabase;
