import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type { Row, Writer } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import type { PlannedWrite, RecordAction } from "./planned-write.ts";

/** What comes of looking. */
export interface Verdict {
  /** Values that the record gets instead of its own, by field. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** What else is to be written, in order, in the same transaction and before the record. */
  readonly writes: readonly SideWrite[];
  /** Ids of the collections that were looked at on the way, or `everyCollection`. */
  readonly seen: ReadonlySet<string>;
}

/** Of what leads from one collection to others, nobody knows which those are. */
export const everyCollection = "*";

export interface SideWrite {
  /** `inside` is the transaction it becomes part of. */
  carryOut(inside: Context): Promise<void>;
  discard(): Promise<void>;
}

/** What admins' scripts have to say about writes. Lent by the hooks feature. */
export interface RecordHooks {
  /** False, without a wait, for nearly all collections: they pay no more than this. */
  wantBefore(collection: Collection, action: RecordAction): boolean | Promise<boolean>;
  /**
   * Inside a transaction (`context.inTurn`) what the scripts write is written at once, and part of it;
   * outside of one it is answered. @throws Failure where a script refuses, or fails.
   */
  before(context: Context, planned: PlannedWrite): Promise<Verdict>;
  /** Sees to it that scripts hear of a row that was written, once the transaction is committed. */
  after(
    context: Context,
    writer: Writer,
    collection: Collection,
    rows: { readonly before: Row | null; readonly after: Row | null },
  ): Promise<void> | undefined;
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly recordHooks: RecordHooks;
  }
}

/** What a verdict was founded on has changed before it was carried out: look again. */
export class Outdated extends Failure {
  constructor() {
    super("conflict", "Other writes have changed meanwhile what this one depends on.", {
      hint: "Try again.",
      retryAfterSeconds: 1,
    });
  }
}
