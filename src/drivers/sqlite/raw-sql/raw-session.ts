import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  RawSqlError,
  type RawAnswer,
  type RawCell,
  type RawChange,
  type RawQuery,
  type RawValue,
} from "../../../kernel/raw-sql.ts";
import { ChangeCapture } from "./change-capture.ts";
import type { PointOfNoReturn } from "./point-of-no-return.ts";
import type { QueryGate } from "./query-gate.ts";
import { asJson, asText, type StoredCell } from "./raw-value.ts";

/** A connection for one query: compiles its statements as far as they are allowed, and runs them. */
export class RawSession {
  readonly changes: RawChange[] = [];
  /** What was compiled last: where it fails, the trouble is in there. */
  compiled = "";
  #capture: ChangeCapture | undefined;

  constructor(
    readonly database: DatabaseSync,
    readonly asked: RawQuery,
    private readonly gate: QueryGate,
    private readonly point: PointOfNoReturn,
  ) {}

  commit(): void {
    if (!this.point.mayCommit()) throw new Error("the query is over");
    this.database.exec("COMMIT");
    this.point.goOn();
  }

  /**
   * The first statement of a text, allowed as it stands; null where there are only blanks and comments.
   * `database`: another one to compile it in.
   */
  prepare(text: string, database: DatabaseSync = this.database): StatementSync | null {
    this.gate.open = false;
    this.gate.written.clear();
    this.compiled = text;
    try {
      const statement = database.prepare(text);
      return isStatement(statement) ? statement : null;
    } finally {
      this.gate.open = this.asked.mode !== "read";
    }
  }

  /** Runs what was just prepared. What it writes to records goes into the change log with it. */
  perform(statement: StatementSync): Answered {
    const { database, gate, asked } = this;
    const logged = asked.logged.filter(({ name }) => gate.written.has(name.toLowerCase()));
    if (asked.mode === "read" || logged.length === 0) return this.#execute(statement);
    const isAlone = !database.isTransaction;
    if (isAlone) database.exec("BEGIN IMMEDIATE");
    this.#capture ??= new ChangeCapture(database, asked.signature);
    this.#capture.watch(logged);
    const answer = this.#execute(statement);
    this.changes.push(...this.#capture.log());
    if (isAlone) this.commit();
    return answer;
  }

  #execute(statement: StatementSync): Answered {
    const { params, values, maxRows, maxCharacters } = this.asked;
    const isWrite = [...this.gate.written].some((table) => !table.startsWith("sqlite_"));
    checkArguments(statement, params.length);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    const columns = statement.columns().map(({ name, type, table, column }) => ({
      name,
      type: type ?? "",
      table: table ?? "",
      column: column ?? "",
    }));
    const perValue = Math.max(100, Math.floor(maxCharacters / Math.max(1, columns.length)));
    const shown = (cell: StoredCell) => (values === "text" ? asText(cell) : asJson(cell, perValue));
    // Rows become objects, which repeat the columns' names.
    const names = values === "json" ? JSON.stringify(columns.map(({ name }) => name)).length : 0;
    const rows: RawValue[][] = [];
    let room = maxCharacters;
    let more = false;
    // Asked for arrays of large integers, which the types do not know of.
    for (const row of statement.iterate(...params.map(bindable)) as Iterable<unknown> as Iterable<
      StoredCell[]
    >) {
      const next = row.map(shown);
      room -= JSON.stringify(next).length + names;
      if (rows.length === maxRows || (room < 0 && rows.length > 0)) {
        more = true;
        break;
      }
      rows.push(next);
    }
    return { columns, rows, more, affected: isWrite ? this.#affected() : null };
  }

  #affected(): number {
    if (this.asked.mode === "read") return 0;
    return Number(this.database.prepare("SELECT changes() AS n").get()?.n);
  }
}

export interface Answered extends Pick<RawAnswer, "columns" | "rows" | "more"> {
  /** Null for what writes nothing. */
  readonly affected: number | null;
}

/** Nothing but blanks and comments makes a statement that is over before it began. */
function isStatement(statement: StatementSync): boolean {
  try {
    return statement.sourceSQL !== "";
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code === "ERR_INVALID_STATE") return false;
    throw thrown;
  }
}

/** @throws RawSqlError where a parameter would be NULL because nobody gave it. Nothing runs yet. */
function checkArguments(statement: StatementSync, given: number): void {
  if (takes(statement, ...Array.from({ length: given + 1 }, () => null))) {
    throw new RawSqlError(`missing argument with index ${given + 1}`, 0, "", null);
  }
  // Values that come in order are not for names.
  for (const [name] of statement.sourceSQL.matchAll(/[:@$][\p{L}\p{N}_$]+/gu)) {
    if (takes(statement, { [name]: null })) {
      throw new RawSqlError(`missing named argument "${name.slice(1)}"`, 0, "", null);
    }
  }
}

function takes(statement: StatementSync, ...values: readonly (null | Record<string, null>)[]) {
  try {
    statement.iterate(...(values as null[]));
    return true;
  } catch (thrown) {
    const { code, errcode } = thrown as { code?: unknown; errcode?: unknown };
    if (errcode === rangeError || code === "ERR_INVALID_STATE") return false;
    throw thrown;
  }
}

const rangeError = 25;

/** Whole numbers would be bound as 1.0, which a text column keeps as that. */
function bindable(cell: RawCell): bigint | RawCell {
  return Number.isSafeInteger(cell) ? BigInt(cell as number) : cell;
}
