import type { FailureCode } from "./failure.ts";
import type { Writer } from "./storage.ts";

/** One call, as it ended. What it changed stands in `_changes` under the same `call`. */
export interface AuditEntry {
  readonly call: string;
  readonly at: string;
  readonly door: string;
  readonly transport: string;
  readonly operation: string;
  readonly actor: string;
  readonly token: string;
  readonly client: string;
  readonly outcome: "ok" | "dryRun" | FailureCode;
  /** SHA-256 over the arguments' JSON: equal calls can be found, the arguments cannot be read. */
  readonly argumentsHash: string;
  /** For a call that wrote, until its write was about to be kept. */
  readonly durationMs: number;
}

export interface AuditTrail {
  /** In lower case, what else than what sounds like a secret is one: the schema's own. */
  readonly secretNames: ReadonlySet<string>;
  /** Writes the entry with what it tells of: both last, or neither does. */
  keep(writer: Writer, entry: AuditEntry): Promise<void>;
  /**
   * A call has ended. Nobody waits for this: an entry that no write has kept, or that turned out
   * otherwise, reaches the database with others, soon.
   */
  record(entry: AuditEntry, input: unknown, isKept: boolean): void;
}
