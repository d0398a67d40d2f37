import type { Context } from "../../kernel/context.ts";
import { Failure, type Problem, type Problems } from "../../kernel/failure.ts";
import type { Catalog } from "./catalog.ts";
import { type Collection, ruleNames } from "./collection.ts";
import { reachedCatalog } from "./reached-catalog.ts";

/**
 * What is wrong with a collection's rules, read against the schema as it would be; new ones as far as
 * the caller may see it.
 */
export function ruleProblems(
  { services, caller }: Context,
  schema: Catalog,
  collection: Collection,
  existing: Collection | null,
): Record<string, Problem | Problems> {
  const reached = reachedCatalog(schema, caller).with(collection);
  const before = new Set(existing ? rulesOf(existing).map(([, rule]) => rule) : []);
  const problems: Record<string, Problem | Problems> = {};
  const check = (rule: string): Problem | null => {
    try {
      if (before.has(rule)) services.checkRule(schema, collection, rule);
      else services.checkRule(reached, collection, rule, caller);
      return null;
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      const message = [thrown.message, thrown.hint].filter(Boolean).join(" ");
      return { code: "validation_invalid_rule", message };
    }
  };
  for (const [name, rule] of rulesOf(collection)) {
    const wrong = rule && check(rule);
    if (wrong) problems[name] = wrong;
  }
  const { enabled = false, rule = "" } = collection.auth?.mfa ?? {};
  const wrong = enabled && rule !== "" && check(rule);
  if (wrong) problems.mfa = { rule: wrong };
  return problems;
}

export function rulesOf(collection: Collection): [string, string | null][] {
  const { auth } = collection;
  const rules = ruleNames.map((name): [string, string | null] => [name, collection[name]]);
  return auth ? [...rules, ["authRule", auth.authRule], ["manageRule", auth.manageRule]] : rules;
}
