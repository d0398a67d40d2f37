import { constants, Database } from "bun:sqlite";
import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Failure } from "../../kernel/failure.ts";
import type { ForeignDatabase } from "../../kernel/foreign-database.ts";
import { quoteIdentifier } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import { translate } from "./sqlite-failure.ts";

/** A SQLite file of another program. @throws Failure `notFound`, or `invalid` where it is none. */
export function openForeign(path: string): ForeignDatabase {
  if (sizeOf(path) === 0) {
    throw new Failure("notFound", `There is no database ${path}.`, {
      hint: "Check the directory's name.",
    });
  }
  try {
    const database = openUntouched(path);
    const names = database
      .query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all();
    return new ForeignSqlite(database, new Set(names.map(({ name }) => name)));
  } catch (thrown) {
    throw translate(thrown);
  }
}

/**
 * Reading a file in WAL mode writes a file beside it, unless it is said not to change. It may only
 * be said where no log waits: what stands there would not be seen.
 */
function openUntouched(path: string): Database {
  if (sizeOf(`${path}-wal`) > 0) return new Database(path, { readonly: true, strict: true });
  const url = `${pathToFileURL(path).href}?immutable=1`;
  return new Database(url, constants.SQLITE_OPEN_READONLY | constants.SQLITE_OPEN_URI);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

class ForeignSqlite implements ForeignDatabase {
  constructor(
    private readonly database: Database,
    readonly tables: ReadonlySet<string>,
  ) {}

  count(table: string): number {
    const statement = this.database.prepare(`SELECT count(*) AS n FROM ${quoteIdentifier(table)}`);
    return (statement.get() as { n: number }).n;
  }

  rows(table: string): Iterable<Row> {
    const statement = this.database.prepare(`SELECT * FROM ${quoteIdentifier(table)}`);
    return statement.iterate() as Iterable<Row>;
  }

  close(): void {
    this.database.close();
  }
}
