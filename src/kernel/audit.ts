import type { FailureCode } from "./failure.ts";

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
  readonly durationMs: number;
}

/** Takes entries without making the caller wait; they reach the database in groups. */
export interface AuditTrail {
  record(entry: AuditEntry): void;
}
