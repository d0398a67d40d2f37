import { localOperator } from "../../kernel/caller.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure, isProblem, type Problem, type Problems } from "../../kernel/failure.ts";
import type { Catalog } from "./catalog.ts";
import { ruleProblems, rulesOf } from "./check-rules.ts";
import type { Collection } from "./collection.ts";
import { authFieldsIn } from "./follow-rule.ts";
import { isWithin } from "./visible-collections.ts";

/**
 * A rule that no longer means anything refuses everybody, or lets everybody in: what the rules of
 * other collections mention cannot be taken away from them.
 * @throws Failure `invalid` listing the rules.
 */
export function checkOthers(
  context: Context,
  before: Catalog,
  after: Catalog,
  changed: ReadonlySet<string>,
): void {
  // What is only added takes nothing away.
  const stays = (each: Collection) => after.collections.some(({ id }) => id === each.id);
  const isGone = !before.collections.every(stays);
  if (!isGone && !before.collections.some(({ id }) => changed.has(id))) return;
  const all = { ...context, caller: localOperator };
  const broken = after.collections.flatMap((collection) => {
    const problems = changed.has(collection.id) ? {} : ruleProblems(all, after, collection, null);
    return [...namesIn(problems), ...lostAuthFields(before, after, collection)]
      .filter(([rule]) => !wasBroken(all, before, collection, rule))
      .map(([rule, { message }]) => {
        const name = isWithin(collection, context.caller) ? collection.name : "another collection";
        return `${rule} of ${name}: ${message}`;
      });
  });
  if (broken.length === 0) return;
  const message = `Rules would not work any more: ${broken.join("; ")}`;
  throw new Failure("invalid", `Failed to ${isGone ? "delete" : "update"} collection.`, {
    hint: `${message} Change them first.`,
    problems: isGone ? {} : { fields: { code: "validation_used_in_rule", message } },
  });
}

function namesIn(problems: Problems): [string, Problem][] {
  return Object.entries(problems).flatMap(([name, problem]): [string, Problem][] =>
    isProblem(problem)
      ? [[name, problem]]
      : namesIn(problem).map(([inner, each]) => [`${name}.${inner}`, each]),
  );
}

function wasBroken(context: Context, before: Catalog, { id }: Collection, rule: string): boolean {
  const own = before.collections.find((each) => each.id === id);
  return (
    own !== undefined &&
    namesIn(ruleProblems(context, before, own, null)).some(([name]) => name === rule)
  );
}

/** `@request.auth.role` of someone who has none is empty: nothing else would tell. */
function lostAuthFields(
  before: Catalog,
  after: Catalog,
  collection: Collection,
): [string, Problem][] {
  return rulesOf(collection).flatMap(([name, rule]): [string, Problem][] => {
    const lost = authFieldsIn(rule ?? "").find(
      (field) => hasAuthField(before, field) && !hasAuthField(after, field),
    );
    const message = `There is no ${lost} of people any more.`;
    return lost === undefined ? [] : [[name, { code: "validation_invalid_rule", message }]];
  });
}

function hasAuthField({ collections }: Catalog, name: string): boolean {
  return collections.some(
    ({ type, fields }) => type === "auth" && fields.some((field) => field.name === name),
  );
}
