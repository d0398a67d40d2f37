import type { Blobs } from "./blobs.ts";
import type { ProbeBucket } from "./bucket.ts";
import type { Context, Services } from "./context.ts";
import type { Cron } from "./cron.ts";
import type { OpenForeignDatabase } from "./foreign-database.ts";
import type { Deliver } from "./mailer.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { AnyOperation } from "./operation.ts";
import type { RawSql } from "./raw-sql.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Storage, Writer } from "./storage.ts";
import type { Workbench } from "./workbench.ts";
import type { Vault } from "./vault.ts";

/**
 * Something the product does. `start` runs once the tables are there and hands out what the feature
 * lends to others.
 */
export interface Feature {
  readonly name: string;
  readonly operations: readonly AnyOperation[];
  readonly migrations: readonly Migration[];
  /** What comes round by itself while the product is served. */
  readonly crons?: readonly Cron[];
  /**
   * Stores anew, as `turn` has it, every secret that the feature keeps sealed: the key changes.
   * The feature has not been started, and what it reads is as stored.
   */
  turnSecrets?(writer: Writer, turn: (stored: string) => string): Promise<void>;
  start?(world: World): Promise<Partial<Services>>;
}

/** What a starting feature is given. `services` fills up in the order of `product.ts`. */
export interface World {
  readonly storage: Storage;
  readonly blobs: Blobs;
  readonly services: Services;
  readonly vault: Vault;
  /** The process's variables, as far as they are the product's matter. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly changes: ChangeFeed;
  readonly rawSql: RawSql;
  /** Another program's database, for those who bring data along. */
  readonly openForeign: OpenForeignDatabase;
  /** The data directory, absolute. */
  readonly directory: string;
  readonly workbench: Workbench;
  /** For programs that admins wrote. */
  readonly sandbox: Sandbox;
  /** A storage of its own in the data directory, for what a power cut may take; closed for you. */
  openBeside(name: string): Promise<Storage>;
  now(): Date;
  randomId(length: number): string;
  /** Of all features. */
  readonly operations: readonly AnyOperation[];
  /** Of all features. */
  readonly crons: readonly Cron[];
  /** Sends one mail; the settings feature lends a `mailer` that knows the server. */
  readonly deliver: Deliver;
  readonly probeBucket: ProbeBucket;
  /** Something that went wrong while nobody was waiting for it, for the log. */
  report(thrown: unknown, where: string): void;
  /** A context that speaks for the product itself; `actor` is who logs name. */
  insideContext(actor?: string): Context;
  /** Timers and files are given back here, in reverse order, while the storage is still open. */
  onStop(stop: () => Promise<void> | void): void;
}

/** One step of our own tables; runs once per data directory, in one transaction with its record. */
export interface Migration {
  /** `2026-11-collections-1`: feature and number; sorted by feature order, then as listed. */
  readonly id: string;
  run(writer: Writer, world: Pick<World, "now" | "randomId" | "vault">): Promise<void>;
}
