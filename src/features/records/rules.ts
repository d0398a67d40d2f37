import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type { Sql } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection, RuleName } from "../collections/collection.ts";
import { compileCondition } from "./condition.ts";

/**
 * What a row must meet for this caller to list, see, create, change or delete it; null where every
 * row may pass.
 * @throws Failure `forbidden` where the rule is for superusers only.
 */
export function ruleCondition(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  rule: RuleName,
  subject: { readonly body: Record<string, unknown> | null; readonly existing?: Row | null },
): Sql | null {
  if (context.caller.superuser) return null;
  const text = collection[rule];
  if (text === null) {
    throw new Failure("forbidden", "Only superusers can perform this action.", {
      hint: `The ${rule} of ${collection.name} is locked: a superuser has to set it first.`,
    });
  }
  return text === "" ? null : bindRule(context, catalog, collection, text, subject);
}

export function bindRule(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  text: string,
  subject: { readonly body: Record<string, unknown> | null; readonly existing?: Row | null },
): Sql {
  const { caller, request, storage } = context;
  const scope = { catalog, collection, dialect: storage.dialect, trusted: true };
  return compileCondition(scope, text).bind({
    caller,
    request,
    now: context.now(),
    body: subject.body,
    existing: subject.existing ?? null,
  });
}

/** Compiles a rule only to see whether it can be. @throws Failure `invalid` saying where it cannot. */
export function checkRule(
  dialect: Context["storage"]["dialect"],
  catalog: Catalog,
  collection: Collection,
  rule: string,
): void {
  compileCondition({ catalog, collection, dialect, trusted: true }, rule);
}
