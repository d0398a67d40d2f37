import type { Context } from "../../kernel/context.ts";
import type { Sql } from "../../kernel/sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection, RuleName } from "../collections/collection.ts";
import { reachedCatalog } from "../collections/reached-catalog.ts";
import { compileCondition, type ConditionScope } from "./condition.ts";
import { ruleCondition } from "./rules.ts";

/**
 * What records must meet for this caller to be shown them: the rule's condition and that of the
 * caller's own filter, as far as there are any.
 * @throws Failure `forbidden` where the rule is locked, `invalid` where the filter is wrong.
 */
export function viewConditions(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  rule: RuleName,
  filter: string | undefined,
): Sql[] {
  const conditions: Sql[] = [];
  const ruled = ruleCondition(context, catalog, collection, rule, { body: null });
  if (ruled) conditions.push(ruled);
  if (filter) {
    const compiled = compileCondition(clientScope(context, catalog, collection), filter);
    const { caller, request } = context;
    conditions.push(compiled.bind({ caller, request, now: context.now(), body: null }));
  }
  return conditions;
}

/** How the caller's own filters and sorts are read. */
export function clientScope(
  context: Context,
  catalog: Catalog,
  collection: Collection,
): ConditionScope {
  const { caller, storage } = context;
  const reached = reachedCatalog(catalog, caller);
  const { dialect } = storage;
  const trusted = caller.superuser;
  // A superuser's own session may ask anything, as in PocketBase; what acts for one may not.
  const withoutSecrets = !trusted || caller.token !== null;
  return { catalog: reached, whole: catalog, collection, dialect, trusted, withoutSecrets };
}
