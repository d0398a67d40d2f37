import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import {
  comparisonsOf,
  judge,
  rulesOf,
  sides,
  type Finding,
  type JudgedRule,
} from "./judged-rule.ts";

/** What rules let happen together. */
export function collectionFindings(rule: JudgedRule): Finding[] {
  return [...escalations(rule), ...forgedOwners(rule)];
}

/** What an account may set on itself although rules trust it: `@request.auth.role = "admin"`. */
function escalations(rule: JudgedRule): Finding[] {
  const { name, catalog, collection } = rule;
  if (!collection.auth || (name !== "createRule" && name !== "updateRule")) return [];
  const isOwn = name === "createRule" || reachesItself(rule);
  if (!isOwn) return [];
  const guarded = bodyNames(rule);
  return trustedFields(catalog, collection)
    .filter((field) => !guarded.has(field))
    .map((field) => ({
      code: "role-escalation",
      message: `Rules trust @request.auth.${field}, and with this rule people set their own ${field}.`,
      fix: `${rule.text === "" ? "" : `(${rule.text}) && `}${name === "createRule" ? `@request.body.${field}:isset = false` : `@request.body.${field}:changed = false`}`,
    }));
}

/** Fields of accounts that some rule asks about, apart from what people cannot change. */
function trustedFields(catalog: Catalog, { fields }: Collection): string[] {
  const own = fields
    .filter((field) => !field.system && field.type !== "autodate")
    .map((field) => field.name);
  const asked = catalog.collections
    .flatMap((each) => rulesOf(catalog, each))
    .flatMap((rule) => comparisonsOf(rule.expression).map((comparison) => judge(rule, comparison)))
    .flatMap(({ left, right }) => [left, right])
    .flatMap((each) => (each.kind === "auth" ? [each.name] : []));
  return own.filter((name) => asked.includes(name));
}

function reachesItself(rule: JudgedRule): boolean {
  return comparisonsOf(rule.expression).some((comparison) => {
    if (comparison.operator !== "=") return false;
    return sides(judge(rule, comparison)).some(
      ([own, other]) =>
        own.kind === "field" &&
        own.steps === 0 &&
        own.field.name === "id" &&
        other.kind === "auth" &&
        other.name === "id",
    );
  });
}

function bodyNames(rule: JudgedRule): Set<string> {
  return new Set(
    comparisonsOf(rule.expression)
      .map((comparison) => judge(rule, comparison))
      .flatMap(({ left, right }) => [left, right])
      .flatMap((each) => (each.kind === "body" ? [each.name] : [])),
  );
}

/** A record belongs to whom its field names, and the create rule does not look at it. */
function forgedOwners(rule: JudgedRule): Finding[] {
  const { name, catalog, collection } = rule;
  if (name !== "createRule") return [];
  const named = namedFields(rule);
  const owners = rulesOf(catalog, collection)
    .filter((each) => each.name === "updateRule" || each.name === "deleteRule")
    .flatMap(ownersIn);
  return [...new Set(owners)]
    .filter((field) => !named.has(field))
    .map((field) => ({
      code: "forged-owner",
      message: `Other rules give a record to its ${field}, and with this one people create records in anybody's name.`,
      fix: `${rule.text === "" ? "" : `(${rule.text}) && `}@request.auth.id != "" && ${field} = @request.auth.id`,
    }));
}

/** Single relations that a rule holds against whoever is signed in. */
function ownersIn(rule: JudgedRule): string[] {
  return comparisonsOf(rule.expression).flatMap((comparison) => {
    if (comparison.operator !== "=") return [];
    return sides(judge(rule, comparison)).flatMap(([own, other]) => {
      const isOwner = own.kind === "field" && own.steps === 0 && own.field.type === "relation";
      return isOwner && !own.several && other.kind === "auth" && other.name === "id"
        ? [own.field.name]
        : [];
    });
  });
}

/** Fields that a rule says anything of, as they are or as they come. */
function namedFields(rule: JudgedRule): Set<string> {
  const own = comparisonsOf(rule.expression)
    .flatMap(({ left, right }) => [left, right])
    .flatMap((operand) => (operand.kind === "path" ? [operand.text.split(/[.:]/)[0] ?? ""] : []));
  return new Set([...own, ...bodyNames(rule)]);
}
