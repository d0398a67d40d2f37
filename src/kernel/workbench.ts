import type { Blobs } from "./blobs.ts";

/** What can be done with data that nobody works on: copies, unpacked backups. */
export interface Workbench {
  /** Reads a whole database file. @throws Failure `invalid` or `unavailable` for what is none of ours. */
  inspect(path: string): Promise<DatabaseReport>;
  blobsAt(folder: string): Blobs;
  /** No file of the running product is removed before `work` is done. */
  whileFilesStay<R>(work: () => Promise<R>): Promise<R>;
  /** Opens a data directory as the product does, migrations and keys included, and closes it. */
  tryOpen(directory: string): Promise<void>;
}

/** What a database file holds. `problems` is empty where it is sound. */
export interface DatabaseReport {
  readonly problems: readonly string[];
  /** How many rows each table has. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Runs `work` while nobody has the database file open. @throws Failure `conflict` where somebody has. */
export type WhileAlone = <R>(path: string, work: () => Promise<R>) => Promise<R>;
