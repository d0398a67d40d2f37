import { Catalog } from "../../collections/catalog.ts";
import { type Collection, ruleNames } from "../../collections/collection.ts";
import { completeField, type GivenField } from "../../collections/complete-field.ts";
import { tokenizeFilter } from "../../collections/filter-text.ts";
import type { Definition } from "./read-definitions.ts";

/** Definitions as a catalog, as far as following renames reads one: names, rules and queries. */
export function catalogOf(definitions: readonly Definition[]): Catalog {
  return new Catalog(0, definitions.map(asCollection));
}

/** Not by what may be another's name. */
export function ofId({ collections }: Catalog, { id }: Definition): Collection {
  return collections.find((each) => each.id === id)!;
}

/** The rules with new names; those that could not be read stay as they are. */
export function rulesOf(definition: Definition, followed: Collection): object {
  const { auth } = followed;
  const said: Record<string, unknown> = {
    ...Object.fromEntries(ruleNames.map((rule) => [rule, followed[rule]])),
    authRule: auth?.authRule,
    manageRule: auth?.manageRule,
  };
  const given = Object.entries(said).filter(
    ([name, text]) => typeof definition[name] === "string" && typeof text === "string",
  );
  const { mfa } = definition as { mfa?: { rule?: unknown } };
  return {
    ...Object.fromEntries(given),
    ...(typeof mfa?.rule === "string" &&
      auth?.mfa.rule && { mfa: { ...mfa, rule: auth.mfa.rule } }),
  };
}

/** As far as names are looked up in it. What cannot be read as a rule is looked at when it is set. */
export function asCollection(definition: Definition): Collection {
  const { id, name, type, fields, viewQuery, authRule, manageRule, mfa } = definition;
  const readable = (rule: unknown): string | null => {
    if (typeof rule !== "string") return null;
    try {
      tokenizeFilter(rule);
      return rule;
    } catch {
      return null;
    }
  };
  return {
    id,
    name,
    type,
    ...Object.fromEntries(ruleNames.map((rule) => [rule, readable(definition[rule])])),
    fields: fields.map((field) => completeField(field as GivenField)),
    indexes: [],
    search: null,
    ...(typeof viewQuery === "string" && { viewQuery }),
    auth: {
      authRule: readable(authRule),
      manageRule: readable(manageRule),
      mfa: { rule: readable((mfa as { rule?: unknown } | undefined)?.rule) ?? "" },
    },
    // Names, rules and queries are all that following renames reads.
  } as unknown as Collection;
}
