import { DatabaseSync, type StatementSync } from "node:sqlite";
import { limits } from "../../../kernel/limits.ts";
import {
  RawSqlError,
  type RawAnswer,
  type RawCell,
  type RawChange,
  type RawQuery,
  type RawValue,
} from "../../../kernel/raw-sql.ts";
import { beginsWriting } from "./begins-writing.ts";
import { ChangeCapture } from "./change-capture.ts";
import { QueryGate } from "./query-gate.ts";
import { asJson, asText, type StoredCell } from "./raw-value.ts";

/** Runs what is asked on a connection of its own, which takes everything set on it along. */
export function runRawQuery(path: string, asked: RawQuery): RawAnswer {
  const gate = new QueryGate(asked);
  const database = openFor(path, asked, gate);
  try {
    return new RawRun(database, asked, gate).run();
  } catch (thrown) {
    throw refusalOf(thrown, gate);
  } finally {
    database.close();
  }
}

function openFor(path: string, asked: RawQuery, gate: QueryGate): DatabaseSync {
  const database = new DatabaseSync(path, {
    readOnly: asked.mode === "read",
    timeout: asked.timeMs,
    // To somebody who misspells a column, its name as a text is no answer.
    enableDoubleQuotedStringLiterals: asked.reach === null,
    enableForeignKeyConstraints: false,
  });
  database.enableDefensive(true);
  database.exec("PRAGMA temp_store = MEMORY");
  database.limits.length = limits.sqlValueBytes;
  database.setAuthorizer(gate.decide);
  return database;
}

class RawRun {
  #capture: ChangeCapture | null = null;
  readonly #changes: RawChange[] = [];

  constructor(
    private readonly database: DatabaseSync,
    private readonly asked: RawQuery,
    private readonly gate: QueryGate,
  ) {}

  run(): RawAnswer {
    const { asked, database } = this;
    if (asked.mode === "read") return this.#all();
    this.#capture = new ChangeCapture(database, asked.signature);
    // Owners are told what PocketBase tells them: rows, or how many were written.
    if (!asked.reach && !beginsWriting(asked.query)) return { ...this.#all(), affected: 0 };
    database.exec("BEGIN IMMEDIATE");
    const answer = this.#all();
    database.exec(asked.mode === "try" ? "ROLLBACK" : "COMMIT");
    return asked.reach ? answer : { ...answer, columns: [], rows: [] };
  }

  #all(): RawAnswer {
    let answer: Answered = nothing;
    let affected = 0;
    let rest = this.asked.explain ? `EXPLAIN QUERY PLAN ${this.asked.query}` : this.asked.query;
    for (let count = 0; ; count++) {
      const statement = this.#next(rest);
      if (!statement) break;
      if (count > 0 && this.asked.reach) throw new RawSqlError(oneOnly, 0, "", null);
      rest = rest.slice(statement.sourceSQL.length);
      answer = this.#one(statement);
      affected = answer.affected ?? affected;
    }
    const { columns, rows, more } = answer;
    return { columns, rows, more, affected, changes: this.#changes };
  }

  /** The next statement, allowed as it stands; null where nothing but blanks and comments is left. */
  #next(text: string): StatementSync | null {
    this.gate.open = false;
    this.gate.written.clear();
    try {
      const statement = this.database.prepare(text);
      return isStatement(statement) ? statement : null;
    } finally {
      this.gate.open = this.asked.mode !== "read";
    }
  }
  #one(statement: StatementSync): Answered {
    const { database, gate } = this;
    const logged = this.asked.logged.filter(({ name }) => gate.written.has(name.toLowerCase()));
    if (!this.#capture || logged.length === 0) return this.#execute(statement);
    const isAlone = !database.isTransaction;
    if (isAlone) database.exec("BEGIN IMMEDIATE");
    this.#capture.watch(logged);
    const answer = this.#execute(statement);
    this.#changes.push(...this.#capture.log());
    if (isAlone) database.exec("COMMIT");
    return answer;
  }

  #execute(statement: StatementSync): Answered {
    const { params, values, maxRows, maxCharacters } = this.asked;
    const isWrite = [...this.gate.written].some((table) => !table.startsWith("sqlite_"));
    checkArguments(statement, params.length);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    const columns = statement.columns().map(({ name, type }) => ({ name, type: type ?? "" }));
    const perValue = Math.max(100, Math.floor(maxCharacters / Math.max(1, columns.length)));
    const shown = (cell: StoredCell) => (values === "text" ? asText(cell) : asJson(cell, perValue));
    const rows: RawValue[][] = [];
    let room = maxCharacters;
    let more = false;
    // Asked for arrays of large integers, which the types do not know of.
    for (const row of statement.iterate(...params.map(bindable)) as Iterable<unknown> as Iterable<
      StoredCell[]
    >) {
      const next = row.map(shown);
      room -= JSON.stringify(next).length;
      if (rows.length === maxRows || (room < 0 && rows.length > 0)) {
        more = true;
        break;
      }
      rows.push(next);
    }
    const answersRows = !this.asked.reach && columns.length > 0;
    return { columns, rows, more, affected: isWrite && !answersRows ? this.#affected() : null };
  }

  #affected(): number {
    if (this.asked.mode === "read") return 0;
    return Number(this.database.prepare("SELECT changes() AS n").get()?.n);
  }
}

interface Answered extends Pick<RawAnswer, "columns" | "rows" | "more"> {
  /** Null for what writes nothing. */
  readonly affected: number | null;
}

const nothing: Answered = { columns: [], rows: [], more: false, affected: null };

const oneOnly = "more than one statement";

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

function refusalOf(thrown: unknown, gate: QueryGate): unknown {
  if (!(thrown instanceof Error) || !("errcode" in thrown)) return thrown;
  const { message, errcode, errstr = "" } = thrown as typeof thrown & { errstr?: string };
  return new RawSqlError(message, Number(errcode), errstr, gate.refused);
}
