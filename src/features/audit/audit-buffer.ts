import type { AuditEntry } from "../../kernel/audit.ts";
import { quoteIdentifier, type Sql } from "../../kernel/sql.ts";
import type { Storage, Writer } from "../../kernel/storage.ts";

/**
 * Collects entries of calls that wrote nothing and writes them in groups, so that no call waits for
 * its own trace: a crash can lose the last of those, and no others.
 */
export class AuditBuffer {
  #waiting: AuditEntry[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly storage: Storage,
    private readonly onError: (thrown: unknown) => void,
    private readonly everyMs = 100,
  ) {}

  record(entry: AuditEntry): void {
    this.#waiting.push(entry);
    this.#timer ??= setTimeout(() => void this.flush(), this.everyMs);
  }

  /** Resolves when everything recorded so far is durable, or was reported as lost. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = this.#waiting;
    this.#waiting = [];
    if (entries.length > 0) {
      this.#writing = this.#writing
        .then(() => this.storage.write((writer) => insertAll(writer, entries)))
        .catch(this.onError);
    }
    return this.#writing;
  }
}

/** Writes one entry in a transaction that is open already. */
export async function insertEntry(writer: Writer, entry: AuditEntry): Promise<void> {
  await writer.execute(insertion(insertOne, [entry]));
}

/** Entries of one statement: a statement for each costs twice as much. */
const entriesPerInsert = 50;

async function insertAll(writer: Writer, entries: readonly AuditEntry[]): Promise<void> {
  let start = 0;
  for (; start + entriesPerInsert <= entries.length; start += entriesPerInsert) {
    await writer.execute(insertion(insertMany, entries.slice(start, start + entriesPerInsert)));
  }
  for (const entry of entries.slice(start)) await insertEntry(writer, entry);
}

const columns = [
  "call",
  "at",
  "door",
  "transport",
  "operation",
  "actor",
  "token",
  "client",
  "outcome",
  "argumentsHash",
  "durationMs",
] as const satisfies readonly (keyof AuditEntry)[];

const insertOne = insertParts(1);
const insertMany = insertParts(entriesPerInsert);

/** A call's id is its entry's; a call that wrote and failed after that has an entry already. */
function insertParts(rows: number): readonly string[] {
  const names = columns.map((name) => quoteIdentifier(name === "call" ? "id" : name));
  const row = `(${columns.map(() => "?").join(", ")})`;
  const values = Array.from({ length: rows }, () => row).join(", ");
  const ended = ["outcome", "durationMs"]
    .map((name) => `"${name}" = excluded."${name}"`)
    .join(", ");
  return `INSERT INTO "_audit" (${names.join(", ")}) VALUES ${values}
    ON CONFLICT ("id") DO UPDATE SET ${ended}`.split("?");
}

function insertion(parts: readonly string[], entries: readonly AuditEntry[]): Sql {
  return { parts, values: entries.flatMap((entry) => columns.map((name) => entry[name])) };
}
