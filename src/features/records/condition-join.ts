import { identifier, raw, sql, type Sql } from "../../kernel/sql.ts";
import type { Collection } from "../collections/collection.ts";

/** One LEFT JOIN, below the joins it hangs on. */
export interface Join {
  /** Quoted. */
  readonly alias: string;
  /** From LEFT JOIN on. */
  readonly text: Sql;
  readonly parent: Join | null;
}

/** A way from one table to the next, not yet joined. */
export interface Step {
  /** The same below the same parent means the same rows. */
  readonly key: string;
  /** Whose records are reached; null for the elements of a list. */
  readonly collection: Collection | null;
  table(from: string): Sql;
  on(alias: string, from: string): Sql | null;
}

/** Where a way ends: the quoted alias to take columns from, and the joins that lead there. */
export interface Reached {
  readonly table: string;
  readonly joins: readonly Join[];
}

export function column(table: string, name: string): Sql {
  return sql`${raw(table)}.${identifier(name)}`;
}
