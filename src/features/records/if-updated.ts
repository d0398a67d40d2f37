import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { toDate } from "../collections/fields/date.ts";

/** What updates and deletes take besides: the write counts only where nobody wrote meanwhile. */
export const ifUpdatedInput = {
  if_updated: Type.Optional(
    Type.String({
      description:
        "Only if this is still when the record was last changed, such as its updated_at.",
    }),
  ),
};

/**
 * Holds the record against what its caller has read of it.
 * @throws Failure `conflict` that says when it was changed, or `invalid` where nothing tells.
 */
export function checkUnchanged(
  collection: Collection,
  row: Row,
  { if_updated: expected }: { readonly if_updated?: string | undefined },
): void {
  if (expected === undefined) return;
  const field = lastChangeField(collection);
  if (!field) throw nothingTells(collection);
  const wanted = toDate(expected);
  if (wanted === "") throw noDate(expected, field);
  const updated = String(row[field.name] ?? "");
  if (updated === wanted) return;
  throw new Failure(
    "conflict",
    `${collection.name}/${String(row.id)} was changed meanwhile: its ${field.name} is ${updated || "empty"}.`,
    {
      hint: `Nothing was written. Read it again, see whether your change still fits, and send it with that ${field.name} as if_updated.`,
      answer: { updated },
    },
  );
}

/** What a change sets an autodate to: never what it was, or two within a millisecond look like one. */
export function changedAt(context: Pick<Context, "now">, before: unknown): string {
  const now = context.now();
  const text = asCell(now);
  return text === before ? asCell(new Date(now.getTime() + 1)) : text;
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

function noDate(given: string, { name }: Field): Failure {
  return new Failure("invalid", `if_updated is no date: ${JSON.stringify(given.slice(0, 40))}.`, {
    hint: `It is the record's ${name} as it was read, such as 2026-05-06 07:08:09.123Z.`,
    problems: { if_updated: { code: "validation_invalid_date", message: "Is no date." } },
  });
}

function asCell(moment: Date): string {
  return moment.toISOString().replace("T", " ");
}
