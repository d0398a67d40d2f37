import { Type } from "@sinclair/typebox";
import { parseMoment } from "../lib/moment.ts";
import type { Context } from "./context.ts";
import { Failure } from "./failure.ts";

/** What updates and deletes take besides: the write counts only where nobody wrote meanwhile. */
export const ifUpdatedInput = {
  if_updated: Type.Optional(
    Type.String({
      unlisted: true,
      description:
        "Only if this is still when it was last changed, such as the updated that was read.",
    }),
  ),
};

export interface IfUpdated {
  readonly if_updated?: string | undefined;
}

/**
 * Holds what is stored against what its caller has read of it.
 * @throws Failure `conflict` that says when it was changed, `notFound` where it is gone.
 */
export function refuseStale(
  what: string,
  stored: { readonly updated: string } | null,
  { if_updated: expected }: IfUpdated,
): void {
  if (expected === undefined) return;
  const wanted = /^\d{4}-/.test(expected) ? parseMoment(expected, new Date(0)) : null;
  if (!wanted) throw noMoment(expected, "updated");
  if (!stored) {
    throw new Failure("notFound", `There is no ${what} any more.`, {
      hint: "It was deleted since it was read. Leave if_updated out to make it anew.",
    });
  }
  if (stored.updated.replace(" ", "T") !== wanted.toISOString())
    throw changedMeanwhile(what, "updated", stored.updated);
}

/** What takes besides whatever writes where there is nothing, and otherwise changes what there is. */
export const onlyNewInput = {
  only_new: Type.Optional(
    Type.Boolean({ unlisted: true, description: "Only if there is none of that name yet." }),
  ),
};

/** @throws Failure `conflict`, marking the input `named`, where there is one although it had to be new. */
export function refuseTaken(
  what: string,
  stored: object | null,
  { only_new: isNew }: { readonly only_new?: boolean | undefined },
  named: string,
): void {
  if (!isNew || !stored) return;
  const message = `There is a ${what} already.`;
  throw new Failure("conflict", message, {
    hint: "Nothing was written. Choose another name, or leave only_new out to change what is there.",
    problems: { [named]: { code: "validation_not_unique", message } },
  });
}

export function changedMeanwhile(what: string, name: string, updated: string): Failure {
  return new Failure(
    "conflict",
    `${what} was changed meanwhile: its ${name} is ${updated || "empty"}.`,
    {
      hint: `Nothing was written. Read it again, see whether your change still fits, and send it with that ${name} as if_updated.`,
      answer: { updated },
    },
  );
}

export function noMoment(given: string, name: string): Failure {
  return new Failure("invalid", `if_updated is no date: ${JSON.stringify(given.slice(0, 40))}.`, {
    hint: `It is the ${name} that was read, such as 2026-05-06 07:08:09.123Z.`,
    problems: { if_updated: { code: "validation_invalid_date", message: "Is no date." } },
  });
}

/**
 * What a change sets such a date to: never what it has been, however many there are within a
 * millisecond. A date that is further ahead than that was not set by a change.
 */
export function changedAt(
  { now }: Pick<Context, "now">,
  before: unknown,
  asText: (moment: Date) => string = (moment) => moment.toISOString(),
): string {
  const moment = now();
  const text = asText(moment);
  if (typeof before !== "string" || text > before) return text;
  const known = parseMoment(before, moment)?.getTime() ?? 0;
  const isNear = known - moment.getTime() < mostAheadMs;
  return isNear ? asText(new Date(known + 1)) : text;
}

/** How far changes that follow each other more quickly than the clock may run ahead of it. */
const mostAheadMs = 1000;
