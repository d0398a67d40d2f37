import type { StagedBlob } from "./blobs.ts";

/** A file on its way into a record, as a door received it. */
export class Upload {
  constructor(
    /** As its sender calls it: anything at all. */
    readonly name: string,
    readonly content: Blob,
    /** Where the door has staged it already; the door discards it then. */
    readonly staged: StagedBlob | null = null,
  ) {}

  /** For logs and hashes: what it is, not what is in it. */
  toJSON(): object {
    return { name: this.name, size: this.content.size };
  }
}
