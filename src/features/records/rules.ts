import type { Context } from "../../kernel/context.ts";
import { type Caller, localOperator } from "../../kernel/caller.ts";
import { asFailure, Failure } from "../../kernel/failure.ts";
import type { Sql } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection, RuleName } from "../collections/collection.ts";
import { isSecret } from "../collections/field.ts";
import { compileCondition } from "./condition.ts";
import { readTokens } from "./condition-text.ts";

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

/**
 * Compiles a rule only to see whether it can be. A token may not write one that compares with a
 * secret: whoever the rule then holds for could be asked for the secret, a character at a time.
 * @throws Failure `invalid` saying where it cannot.
 */
export function checkRule(
  dialect: Context["storage"]["dialect"],
  catalog: Catalog,
  collection: Collection,
  rule: string,
  { token }: Pick<Caller, "token"> = localOperator,
): void {
  const scope = { catalog, collection, dialect, trusted: true };
  compileCondition(scope, rule);
  if (!token) return;
  refuseSecretsBehindRequest(catalog, rule);
  try {
    compileCondition({ ...scope, withoutSecrets: true }, rule);
  } catch (thrown) {
    throw secretInRule(asFailure(thrown).position);
  }
}

/** What lies behind a request is known when there is one; until then a name is all there is to go by. */
function refuseSecretsBehindRequest({ collections }: Catalog, rule: string): void {
  const secrets = new Set(
    collections.flatMap(({ fields }) => fields.filter(isSecret).map(({ name }) => name)),
  );
  for (const { kind, text, position } of readTokens(rule, true)) {
    const [prefix, part, ...names] = kind === "path" ? text.split(".") : [];
    if (prefix !== "@request" || (part !== "auth" && part !== "body")) continue;
    // The body's own values are the caller's: only what its relations lead to is not.
    const behind = part === "auth" ? names : names.slice(1);
    if (behind.some((name) => secrets.has(name.split(":")[0]!))) throw secretInRule(position);
  }
}

function secretInRule(position: number | undefined): Failure {
  return new Failure("invalid", `A token cannot compare with a secret (position ${position}).`, {
    position,
    hint: "Password fields and token keys are for rules that a superuser writes who is signed in, or on the command line.",
  });
}
