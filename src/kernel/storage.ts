import type { Dialect } from "./dialect.ts";
import type { Sql } from "./sql.ts";
import type { TableChange } from "./table-change.ts";

/** What may be bound to a statement and what comes back in a row. */
export type Cell = string | number | bigint | Uint8Array | null;
export type Row = Record<string, Cell>;

export interface Reader {
  all<R extends object = Row>(statement: Sql): Promise<R[]>;
  /** Any case counts: names that differ only in case are one table. */
  hasTable(name: string): Promise<boolean>;
}

export interface Writer extends Reader {
  /** `changes`: how many rows the statement inserted, updated or deleted. */
  execute(statement: Sql): Promise<{ readonly changes: number }>;
  /** Schema changes in words; they are undone with the work that made them. */
  change(tables: readonly TableChange[]): Promise<void>;
  /**
   * For what has to follow the rows but is not in the database, as files are: once the work is
   * durable, or once it was undone (the last first). The write's answer waits for it; what it throws
   * is reported and changes nothing any more.
   */
  whenKept(follow: () => Promise<void>): void;
  whenUndone(follow: () => Promise<void>): void;
}

/**
 * The narrow waist. Nobody outside a driver holds a connection or says BEGIN.
 * Readers see committed data only: this process's at once, others' from the next turn of the event
 * loop on. `test/drivers/storage-conformance.ts` is the contract in full.
 */
export interface Storage extends Reader {
  /**
   * Runs `work` alone and atomically: a throw undoes all of it and nothing else. Resolves when the
   * work is durable. `work` awaits nothing but its writer: a turn that waits for the network would
   * hold up every writer.
   * @throws Failure `unavailable` when another process keeps the write lock, or the disk is full.
   */
  write<R>(work: (writer: Writer) => Promise<R>): Promise<R>;
  /**
   * The same as `all`, for questions that may have to look at everything there is: nobody else waits
   * meanwhile, only others of their kind. Where `gone` says so before its turn, it is not asked at all.
   */
  scan<R extends object = Row>(statement: Sql, gone?: AbortSignal): Promise<R[]>;
  /** Runs what writes to the same data in another process: no write of this one's comes between. */
  writeElsewhere<R>(work: () => Promise<R>): Promise<R>;
  /**
   * A cheap number that differs from an earlier one whenever anybody, in any process, may have
   * committed something since.
   */
  revision(): number;
  /** Calls after each commit of this process, before the writers hear of it; call the answer to stop. */
  onCommit(listener: () => void): () => void;
  /** A consistent copy while writes go on. @throws Failure `conflict` when `path` exists. */
  copyTo(path: string): Promise<void>;
  /** What a database wants done once a day: fresh statistics, no more disk than needed. */
  optimize(): Promise<void>;
  /** How it fares, at no cost: `logBytes` is what has been written but not been put in its place. */
  vitals(): { readonly waitingWrites: number; readonly bytes: number; readonly logBytes: number };
  /** Gives space back, and leaves no bytes of what was overwritten or deleted; takes its time. */
  compact(): Promise<void>;
  readonly dialect: Dialect;
  close(): Promise<void>;
}

/**
 * A table or column that a statement was compiled for is not there any more: somebody changed the
 * schema in between. Whoever compiled it may do so anew, once.
 */
export class StaleSchema extends Error {
  override readonly name = "StaleSchema";
}
