import type { Caller } from "../../kernel/caller.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { reachedCatalog } from "../collections/reached-catalog.ts";
import type { RuleWarning } from "../collections/rule-warning.ts";
import { collectionFindings } from "./collection-findings.ts";
import { comparisonFindings } from "./comparison-findings.ts";
import { emptinessFindings } from "./guest-reach.ts";
import { rulesOf } from "./judged-rule.ts";
import { ruleFindings } from "./rule-findings.ts";

/**
 * The known traps in the collections' rules. None of them keeps a rule from being saved: each may be
 * meant.
 */
export function ruleWarnings(catalog: Catalog, caller: Caller): RuleWarning[] {
  return reachedCatalog(catalog, caller).collections.flatMap((collection) =>
    warningsOf(catalog, collection, caller),
  );
}

/** The same for one collection, read against the whole schema. */
export function warningsOf(
  catalog: Catalog,
  collection: Collection,
  caller: Caller,
): RuleWarning[] {
  const reached = reachedCatalog(catalog, caller);
  if (collection.system) return [];
  const seen = new Set<string>();
  return rulesOf(catalog, collection).flatMap((rule) =>
    [
      ...ruleFindings(rule),
      ...emptinessFindings(rule),
      ...comparisonFindings(rule, reached),
      ...collectionFindings(rule),
    ].flatMap((finding) => {
      const key = `${rule.name} ${finding.code} ${finding.message}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ collection: collection.name, rule: rule.name, ...finding }];
    }),
  );
}
