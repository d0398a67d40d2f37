import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import {
  changedAt as changedAtMoment,
  changedMeanwhile,
  noMoment,
  type IfUpdated,
} from "../../kernel/if-updated.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { toDate } from "../collections/fields/date.ts";
import { momentText } from "../../lib/moment.ts";

/**
 * Holds the record against what its caller has read of it.
 * @throws Failure `conflict` that says when it was changed, or `invalid` where nothing tells.
 */
export function checkUnchanged(
  collection: Collection,
  row: Row,
  { if_updated: expected }: IfUpdated,
): void {
  if (expected === undefined) return;
  const field = lastChangeField(collection);
  if (!field) throw nothingTells(collection);
  const wanted = toDate(expected);
  if (wanted === "") throw noMoment(expected, field.name);
  const updated = String(row[field.name] ?? "");
  if (updated === wanted) return;
  throw changedMeanwhile(`${collection.name}/${String(row.id)}`, field.name, updated);
}

/** What a change sets an autodate to. */
export function changedAt(context: Pick<Context, "now">, before: unknown): string {
  return changedAtMoment(context, before, momentText);
}

/** The date that every change sets; of several, what PocketBase or we call it. */
function lastChangeField({ fields }: Collection): Field | undefined {
  const dates = fields.filter(
    ({ type, onUpdate, hidden }) => type === "autodate" && onUpdate === true && !hidden,
  );
  return dates.find(({ name }) => name === "updated_at" || name === "updated") ?? dates[0];
}

function nothingTells({ name }: Collection): Failure {
  return new Failure("invalid", `Nothing in ${name} tells when a record was last changed.`, {
    hint: `if_updated needs a field of type autodate with onUpdate that is not hidden: add one to ${name}, or leave if_updated out and write whatever happened meanwhile.`,
    problems: { if_updated: { code: "validation_unsupported", message: "Cannot be held here." } },
  });
}
