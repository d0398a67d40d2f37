import type { Context } from "../../kernel/context.ts";
import type { Writer } from "../../kernel/storage.ts";

/** Lent by the auth feature: the records that belong to an auth record and do not outlive it. */
export interface Companions {
  /** The record is gone; or, where none is named, all of the collection's records are. */
  recordGone(
    context: Context,
    writer: Writer,
    collectionId: string,
    recordId?: string,
  ): Promise<void>;
  /** The record has a new token key: whatever was under way with the old one is over. */
  sessionsOver(
    context: Context,
    writer: Writer,
    collectionId: string,
    recordId: string,
  ): Promise<void>;
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly companions: Companions;
  }
}
