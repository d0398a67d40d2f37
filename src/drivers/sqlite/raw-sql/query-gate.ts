import { constants } from "node:sqlite";
import type { RawQuery, RawRefusal, RawTable } from "../../../kernel/raw-sql.ts";
import { sqlFunctions } from "./sql-functions.ts";

/**
 * Asked by SQLite about everything a statement does, while it is compiled: what is not allowed here
 * does not happen, however it is spelled. `source` is never a reason to allow reading: a WITH may have
 * any name.
 */
export class QueryGate {
  /** The first thing that was refused. */
  refused: RawRefusal | null = null;
  /** Lower case names of the tables that are written to. */
  readonly written = new Set<string>();
  /** For statements of our own, and for what runs once it was compiled. */
  open = true;
  readonly #tables: ReadonlyMap<string, RawTable> | null;

  constructor(private readonly asked: Pick<RawQuery, "reach" | "mode">) {
    this.#tables =
      asked.reach && new Map(asked.reach.map((table) => [table.name.toLowerCase(), table]));
  }

  readonly decide = (
    action: number,
    first: string | null,
    second: string | null,
    _database: string | null,
    source: string | null,
  ): number => {
    if (this.open) return constants.SQLITE_OK;
    const [one, two] = [first ?? "", second ?? ""];
    if (writes.has(action)) this.written.add(one.toLowerCase());
    const allowed = this.#tables
      ? this.#mayDo(this.#tables, action, one, two, source)
      : mayOwnerDo(action, first, one, two);
    if (allowed) return constants.SQLITE_OK;
    this.refused ??= { act: actOf(action), table: one, column: two };
    return constants.SQLITE_DENY;
  };

  #mayDo(
    tables: ReadonlyMap<string, RawTable>,
    action: number,
    first: string,
    second: string,
    source: string | null,
  ): boolean {
    const table = tables.get(first.toLowerCase());
    switch (action) {
      case constants.SQLITE_SELECT:
      case constants.SQLITE_RECURSIVE:
        return true;
      case constants.SQLITE_FUNCTION:
        return sqlFunctions.has(second.toLowerCase());
      case constants.SQLITE_READ:
        // Rows are counted: a WITH's, or those that a view reads, but no system table's.
        if (second === "") return table !== undefined || !first.startsWith("_");
        if (!table) return elementTables.has(first.toLowerCase());
        return isRowId(second) || has(table.columns, second);
      case constants.SQLITE_INSERT:
        return this.#mayWrite(table) || this.#followsSearch(first, source);
      case constants.SQLITE_UPDATE:
        return this.#mayWrite(table) && has(table.columns, second) && second.toLowerCase() !== "id";
      case constants.SQLITE_DELETE:
        return this.#mayWrite(table);
      default:
        return false;
    }
  }

  #mayWrite(table: RawTable | undefined): table is RawTable {
    return this.asked.mode !== "read" && table?.kind === "rows";
  }

  /** Only a trigger inserts in the name of something, and nobody here can make one. */
  #followsSearch(table: string, source: string | null): boolean {
    if (this.asked.mode === "read") return false;
    const isSearch = this.asked.reach?.some(({ search }) => search === table) ?? false;
    return isSearch && source?.startsWith(`${table}_`) === true;
  }
}

const writes: ReadonlySet<number> = new Set([
  constants.SQLITE_INSERT,
  constants.SQLITE_UPDATE,
  constants.SQLITE_DELETE,
]);

/** Functions that are tables. */
export const elementTables: ReadonlySet<string> = new Set([
  "json_each",
  "json_tree",
  "jsonb_each",
  "jsonb_tree",
]);

/** Whoever owns the data may do anything to it, and nothing to other files or to how this one is kept. */
function mayOwnerDo(action: number, file: string | null, first: string, second: string): boolean {
  if (action === constants.SQLITE_ATTACH) return file === "" || file === ":memory:";
  if (action === constants.SQLITE_PRAGMA) return !(keptPragmas.has(first.toLowerCase()) && second);
  return true;
}

const keptPragmas: ReadonlySet<string> = new Set([
  "application_id",
  "data_store_directory",
  "journal_mode",
  "locking_mode",
  "temp_store_directory",
]);

function isRowId(column: string): boolean {
  return column.toLowerCase() === "rowid";
}

function has(columns: readonly string[], column: string): boolean {
  return columns.some((each) => each.toLowerCase() === column.toLowerCase());
}

function actOf(action: number): RawRefusal["act"] {
  if (writes.has(action)) return "write";
  if (action === constants.SQLITE_READ) return "read";
  return action === constants.SQLITE_FUNCTION ? "function" : "other";
}
