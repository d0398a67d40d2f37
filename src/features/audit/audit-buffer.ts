import type { AuditEntry, AuditTrail } from "../../kernel/audit.ts";
import { sql } from "../../kernel/sql.ts";
import type { Storage, Writer } from "../../kernel/storage.ts";

/**
 * Collects audit entries and writes them in groups, so that no call waits for its own trace. What a
 * write changed is in `_changes`, in the write's transaction; a crash can only lose the last
 * entries of calls that changed nothing.
 */
export class AuditBuffer implements AuditTrail {
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

async function insertAll(writer: Writer, entries: readonly AuditEntry[]): Promise<void> {
  for (const entry of entries) {
    await writer.execute(
      sql`INSERT INTO "_audit" ("id", "at", "door", "transport", "operation", "actor", "token", "client", "outcome", "argumentsHash", "durationMs")
        VALUES (${entry.call}, ${entry.at}, ${entry.door}, ${entry.transport}, ${entry.operation}, ${entry.actor},
          ${entry.token}, ${entry.client}, ${entry.outcome}, ${entry.argumentsHash}, ${entry.durationMs})`,
    );
  }
}
