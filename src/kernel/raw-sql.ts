import type { ChangeSignature } from "./change.ts";

/**
 * SQL that somebody wrote, run in a process of its own: whatever it does, it can be ended, and the
 * server goes on answering meanwhile.
 */
export interface RawSql {
  /**
   * `beforeWriting` is waited for where it comes to that; what it throws keeps the query from running.
   * `gone` ends it where nobody waits for the answer any more, unless it commits right now.
   * @throws RawSqlError for what the database refuses, Failure `tooLarge` for what needs more time or
   * memory than it has, `unavailable` where the data is locked or too many wait.
   */
  run(asked: RawQuery, beforeWriting: () => Promise<void>, gone?: AbortSignal): Promise<RawAnswer>;
}

export interface RawQuery {
  readonly query: string;
  /** In the order of the statement's parameters. */
  readonly params: readonly RawCell[];
  /**
   * `read` cannot write, `try` keeps nothing of what it writes, and `any` waits for its turn to write
   * only where reading is not enough.
   */
  readonly mode: "read" | "write" | "try" | "any";
  /** All that a single statement may touch; null: everything and any number of statements. */
  readonly reach: readonly RawTable[] | null;
  /** Writes to these are written down in the change log. */
  readonly logged: readonly LoggedTable[];
  readonly signature: ChangeSignature;
  /** What the statement would do, step by step, instead of doing it. */
  readonly explain: boolean;
  /** `text` has every value as the database spells it, `json` as JSON has it. */
  readonly values: "text" | "json";
  readonly maxRows: number;
  /** Characters of all rows together, as JSON: those that do not fit are left out. */
  readonly maxCharacters: number;
  readonly timeMs: number;
}

export type RawCell = string | number | null;

/** A table as a statement may use it. */
export interface RawTable {
  readonly name: string;
  /** The columns there are for it; of `rows`, all but the id may be set. */
  readonly columns: readonly string[];
  /**
   * `rows` may be written to, where that is allowed at all. Of a table with secrets there is only a
   * `part`, to be read. `view`: what is read is elsewhere.
   */
  readonly kind: "rows" | "part" | "view";
  /** The full-text search that follows its rows, or null. */
  readonly search: string | null;
}

export interface LoggedTable {
  readonly name: string;
  /** As the change log calls it. */
  readonly collection: string;
  /** Columns whose values stay out of the log. */
  readonly secrets: readonly string[];
}

export interface RawAnswer {
  readonly columns: readonly RawColumn[];
  readonly rows: readonly (readonly RawValue[])[];
  /** There are rows beyond these. */
  readonly more: boolean;
  /** Rows that the last statement inserted, updated or deleted. */
  readonly affected: number;
  readonly changes: readonly RawChange[];
  /** What running it took, milliseconds. */
  readonly workMs: number;
}

export interface RawColumn {
  readonly name: string;
  /** As the table's column is declared; "" for what is computed. */
  readonly type: string;
  /** The table and the column whose values these are; "" for what is computed. */
  readonly table: string;
  readonly column: string;
}

export type RawValue = string | number | null;

/** What was written to one collection. */
export interface RawChange {
  readonly collection: string;
  readonly action: "create" | "update" | "delete";
  readonly count: number;
  /** Of the first records. */
  readonly ids: readonly string[];
}

/** What a statement was not allowed to do. */
export interface RawRefusal {
  readonly act: "read" | "write" | "function" | "builtIn" | "other";
  readonly table: string;
  /** Or the function's name. */
  readonly column: string;
}

/** The database's refusal, in its words. */
export class RawSqlError extends Error {
  override readonly name = "RawSqlError";

  constructor(
    message: string,
    /** The database's number for it, and what that is called; 0 and "" where it has none. */
    readonly code: number,
    readonly kind: string,
    readonly refused: RawRefusal | null,
    /** Where in the query it is, counted from 1; undefined where that is not known. */
    readonly position?: number | undefined,
  ) {
    super(message);
  }
}
