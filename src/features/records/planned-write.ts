import { localOperator } from "../../kernel/caller.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import type { Draft } from "./draft.ts";
import { presentRow, type PresentedRecord } from "./presentation.ts";

export type RecordAction = "create" | "update" | "delete";

/** A write as those who look at it before see it: with hidden fields, and without secrets. */
export interface PlannedWrite {
  readonly action: RecordAction;
  readonly collection: Collection;
  /** As it would be; before a delete, as it is. */
  readonly record: PresentedRecord;
  /** As it is before an update. */
  readonly original: PresentedRecord | null;
}

export function plannedWrite({ collection, existing, row }: Draft): PlannedWrite {
  return {
    action: existing ? "update" : "create",
    collection,
    record: presentRow(collection, localOperator, row, true),
    original: existing && presentRow(collection, localOperator, existing, true),
  };
}

export function plannedDelete(collection: Collection, row: Row): PlannedWrite {
  const record = presentRow(collection, localOperator, row, true);
  return { action: "delete", collection, record, original: null };
}
