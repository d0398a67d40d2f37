/**
 * Bytes under paths such as `COLLECTION/RECORD/NAME`. Any text may be a segment: a driver makes it
 * safe. Whatever is under a path is whole, and stays as it is until it is removed.
 */
export interface Blobs {
  /**
   * Takes content in, durably, where nobody finds it yet: it needs no transaction, and what comes
   * as a stream is never held in memory. @throws Failure `unavailable` when the disk is full.
   */
  stage(content: BlobContent): Promise<StagedBlob>;
  /** Stages and moves in one go, for what needs no transaction. */
  put(path: string, content: BlobContent): Promise<void>;
  /** Null where there is none. */
  open(path: string): Promise<StoredBlob | null>;
  /** It is fine for it not to be there. */
  remove(path: string): Promise<void>;
  /** Everything below a path. */
  removeAll(path: string): Promise<void>;
  /** Everything below a path, "" for all there is, in no particular order. */
  list(path: string): AsyncIterable<BlobEntry>;
  /** Drops what was staged before `moment` and forgotten, by a crash for instance. */
  tidy(moment: Date): Promise<void>;
}

export type BlobContent = Blob | AsyncIterable<Uint8Array>;

/** Content that waits for its path. */
export interface StagedBlob {
  readonly size: number;
  readonly content: Blob;
  /** Gives it its path: quick and atomic, and durable when it is done. */
  moveTo(path: string): Promise<void>;
  /** Takes the path away again, for a transaction that was undone. */
  moveBack(): Promise<void>;
  /** Drops it, unless it has a path. */
  discard(): Promise<void>;
}

export interface StoredBlob {
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
  /** Read when it is asked for; a slice reads only that. */
  readonly content: Blob;
}

export interface BlobEntry {
  readonly path: string;
  readonly size: number;
  readonly modified: Date;
}
