import type { Context } from "../../kernel/context.ts";
import { type StringOptions, Type } from "@sinclair/typebox";
import { Failure, type Problem } from "../../kernel/failure.ts";
import { completeField } from "../collections/complete-field.ts";
import { fieldTypeOf } from "../collections/field-types.ts";

/** Checks of what sign-in forms send, and the refusals they have in common. */

/**
 * A text that a form has to send. Its absence is told by the operation, along with what else is wrong
 * and once it is known whether there is such a collection at all.
 */
export const formText = (options: StringOptions = {}) => Type.Optional(Type.String(options));

/** @throws Failure `invalid` where a value has a problem. */
export function refuseSubmitted(problems: Readonly<Record<string, Problem | null>>): void {
  const found = Object.entries(problems).filter((each): each is [string, Problem] => !!each[1]);
  if (found.length === 0) return;
  throw new Failure("invalid", "An error occurred while validating the submitted data.", {
    hint: found.map(([name, { message }]) => `${name}: ${message}`).join(" "),
    problems: Object.fromEntries(found),
  });
}

/** There, and no longer than anything that anybody would type. */
export function checkText(text: string, max = 255): Problem | null {
  if (text === "") return blank;
  if (text.length <= max) return null;
  const message = `The length must be between 1 and ${max}.`;
  return { code: "validation_length_out_of_range", message, params: { min: 1, max } };
}

export function checkAddress(text: string): Problem | null {
  return fieldTypeOf(anyAddress).check(anyAddress, text);
}

/** Hashing takes its time, and a dry run holds the one writer: nobody may ask for both. */
export function refuseDryRun(context: Context): void {
  if (!context.dryRun) return;
  throw new Failure("invalid", "This cannot be tried out.", {
    hint: "Ask without dry_run: a sign-in changes nothing that matters.",
  });
}

export const blank: Problem = { code: "validation_required", message: "Cannot be blank." };

const anyAddress = completeField({ id: "", name: "email", type: "email", required: true });
