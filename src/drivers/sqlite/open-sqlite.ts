import { Database } from "bun:sqlite";
import { existsSync, statSync } from "node:fs";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { Sql } from "../../kernel/sql.ts";
import type { Reader, Storage, Writer } from "../../kernel/storage.ts";
import { applicationId } from "./application-id.ts";
import { sqliteDialect } from "./dialect.ts";
import { ReadSnapshot } from "./read-snapshot.ts";
import { runTask } from "./run-task.ts";
import { Scans } from "./scans.ts";
import { translate } from "./sqlite-failure.ts";
import { bindings, Statements } from "./statements.ts";
import { ddlOf } from "./table-changes.ts";
import { WriteQueue } from "./write-queue.ts";

export interface SqliteOptions {
  /** Hears of what fails after a write has ended, when nobody can be refused any more. */
  readonly report?: (thrown: unknown) => void;
  /** For what may get lost in a power cut: no commit waits for the disk, and nothing logs changes. */
  readonly casual?: boolean;
}

/**
 * Storage in one SQLite file: one writing and one reading connection, WAL, `synchronous=FULL`.
 * @throws Failure when the file is somebody else's, damaged, or cannot be opened.
 */
export async function openSqlite(
  path: string,
  { report = console.error, casual = false }: SqliteOptions = {},
): Promise<Storage> {
  try {
    const writing = openWriting(path, casual);
    const reading = new Database(path, { readonly: true, strict: true });
    reading.run(
      "PRAGMA busy_timeout = 5000; PRAGMA cache_size = -32000; PRAGMA mmap_size = 268435456",
    );
    return new SqliteStorage(path, writing, reading, report);
  } catch (thrown) {
    throw translate(thrown);
  }
}

function openWriting(path: string, casual: boolean): Database {
  const isNew = !existsSync(path);
  const database = new Database(path, { create: true, strict: true });
  // While opening, waiting is fine; afterwards the queue waits without blocking the event loop.
  database.run("PRAGMA busy_timeout = 10000");
  if (!isNew) refuseForeign(database, path);
  database.run(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${casual ? "NORMAL" : "FULL"}`);
  database.run(`PRAGMA cache_size = ${casual ? -2000 : -32000}`);
  if (pragma(database, "application_id") !== applicationId) prepareFile(database, casual);
  database.run("PRAGMA busy_timeout = 0");
  return database;
}

function refuseForeign(database: Database, path: string): void {
  if (pragma(database, "application_id") === applicationId) return;
  const row = database.query("SELECT count(*) AS tables FROM sqlite_master").get();
  if ((row as { tables: number }).tables === 0) return;
  database.close();
  throw new Failure("conflict", `${path} is a database of another program.`, {
    hint: "Choose another data directory with --dir.",
  });
}

function prepareFile(database: Database, casual: boolean): void {
  database
    .transaction(() => {
      if (!casual) createChangeLog(database);
      database.run(`PRAGMA application_id = ${applicationId}`);
    })
    .immediate();
}

/** The change log is the driver's to make: its sequence has to number commits without gaps in order. */
function createChangeLog(database: Database): void {
  database.run(`CREATE TABLE IF NOT EXISTS "_changes" (
    "sequence" INTEGER PRIMARY KEY AUTOINCREMENT, "at" TEXT NOT NULL, "actor" TEXT NOT NULL,
    "token" TEXT NOT NULL, "call" TEXT NOT NULL, "collection" TEXT NOT NULL,
    "record" TEXT NOT NULL, "action" TEXT NOT NULL, "before" TEXT NOT NULL)`);
  database.run(`CREATE INDEX IF NOT EXISTS "_changes_call" ON "_changes" ("call")`);
  database.run(
    `CREATE INDEX IF NOT EXISTS "_changes_record" ON "_changes" ("collection", "record")`,
  );
}

function pragma(database: Database, name: string): unknown {
  return Object.values(database.query(`PRAGMA ${name}`).get() as object)[0];
}

class Connection implements Reader {
  readonly #statements: Statements;

  constructor(readonly database: Database) {
    this.#statements = new Statements(database);
  }

  async all<R extends object>(statement: Sql): Promise<R[]> {
    try {
      return this.#statements.prepare(statement).all(...bindings(statement.values)) as R[];
    } catch (thrown) {
      throw translate(thrown);
    }
  }

  async hasTable(name: string): Promise<boolean> {
    const rows = await this.all({ parts: hasTableParts, values: [name] });
    return rows.length > 0;
  }

  close(): void {
    this.#statements.close();
  }

  execute(statement: Sql): { readonly changes: number } {
    try {
      return this.#statements.prepare(statement).run(...bindings(statement.values));
    } catch (thrown) {
      throw translate(thrown);
    }
  }
}

const hasTableParts = [
  `SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = lower(`,
  `)`,
];

class SqliteStorage implements Storage {
  readonly dialect = sqliteDialect;
  readonly #reader: Connection;
  readonly #writer: Connection;
  readonly #snapshot: ReadSnapshot;
  readonly #queue: WriteQueue;
  readonly #commitListeners = new Set<() => void>();
  readonly #scans: Scans;

  constructor(
    private readonly path: string,
    writing: Database,
    reading: Database,
    private readonly report: (thrown: unknown) => void,
  ) {
    this.#writer = new Connection(writing);
    this.#reader = new Connection(reading);
    this.#snapshot = new ReadSnapshot(reading);
    this.#scans = new Scans(path);
    this.#queue = new WriteQueue(writing, () => this.#committed());
  }

  all<R extends object>(statement: Sql): Promise<R[]> {
    this.#snapshot.enter();
    return this.#reader.all(statement);
  }

  scan<R extends object>(statement: Sql, gone?: AbortSignal): Promise<R[]> {
    return this.#scans.all(statement, gone);
  }

  hasTable(name: string): Promise<boolean> {
    this.#snapshot.enter();
    return this.#reader.hasTable(name);
  }

  async write<R>(work: (writer: Writer) => Promise<R>): Promise<R> {
    const turn = new Turn(this.#writer);
    let answer: R;
    try {
      answer = await this.#queue.run(async () => {
        try {
          return await work(turn);
        } finally {
          turn.end();
        }
      });
    } catch (thrown) {
      for (const follow of turn.undone.toReversed()) await follow().catch(this.report);
      throw thrown;
    }
    for (const follow of turn.kept) await follow().catch(this.report);
    return answer;
  }

  writeElsewhere<R>(work: () => Promise<R>): Promise<R> {
    return this.#queue.between(async () => {
      const answer = await work();
      this.#committed();
      return answer;
    });
  }

  revision(): number {
    return this.#snapshot.version();
  }

  onCommit(listener: () => void): () => void {
    this.#commitListeners.add(listener);
    return () => this.#commitListeners.delete(listener);
  }

  #committed(): void {
    this.#snapshot.renew();
    for (const listener of this.#commitListeners) listener();
  }

  async copyTo(path: string): Promise<void> {
    if (existsSync(path)) {
      throw new Failure("conflict", `${path} exists already.`, { hint: "Name another file." });
    }
    await runTask("copy", { from: this.path, to: path });
  }

  optimize(): Promise<void> {
    const { database } = this.#writer;
    return this.#queue.between(() => {
      // The log goes back to nothing, unless a reader elsewhere still needs it: then another time.
      database.run("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)");
    });
  }

  vitals() {
    const bytesOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const waitingWrites = this.#queue.waiting;
    return { waitingWrites, bytes: bytesOf(this.path), logBytes: bytesOf(`${this.path}-wal`) };
  }

  async compact(): Promise<void> {
    const compacting = new Database(this.path);
    try {
      compacting.run(`PRAGMA busy_timeout = ${limits.writeLockMs}`);
      compacting.run("VACUUM");
      compacting.run("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (thrown) {
      throw translate(thrown);
    } finally {
      compacting.close();
    }
  }

  async close(): Promise<void> {
    this.#scans.close();
    await this.#queue.idle();
    this.#reader.close();
    this.#snapshot.close();
    this.#writer.close();
    this.#writer.database.close();
  }
}

/** One work's writer; it dies with the work, so that nobody writes into somebody else's. */
class Turn implements Writer {
  readonly kept: (() => Promise<void>)[] = [];
  readonly undone: (() => Promise<void>)[] = [];
  #connection: Connection | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async all<R extends object>(statement: Sql): Promise<R[]> {
    return this.#open().all<R>(statement);
  }

  async hasTable(name: string): Promise<boolean> {
    return this.#open().hasTable(name);
  }

  async execute(statement: Sql): Promise<{ readonly changes: number }> {
    return this.#open().execute(statement);
  }

  async change(tables: Parameters<Writer["change"]>[0]): Promise<void> {
    const { database } = this.#open();
    try {
      for (const table of tables) for (const ddl of ddlOf(table)) database.run(ddl);
    } catch (thrown) {
      throw translate(thrown);
    }
  }

  whenKept(follow: () => Promise<void>): void {
    this.kept.push(follow);
  }

  whenUndone(follow: () => Promise<void>): void {
    this.undone.push(follow);
  }

  end(): void {
    this.#connection = undefined;
  }

  #open(): Connection {
    if (!this.#connection) throw new Error("this write has ended: its writer cannot be used");
    return this.#connection;
  }
}
