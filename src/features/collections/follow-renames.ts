import type { Dialect } from "../../kernel/dialect.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import type { Catalog } from "./catalog.ts";
import { type Collection, ruleNames } from "./collection.ts";
import { followRule } from "./follow-rule.ts";
import { planTables } from "./plan-tables.ts";
import { tablesOf } from "./settle-views.ts";

/**
 * The drafted schema with the rules and queries that say old names of collections and fields saying
 * the new ones. What is new itself stays as it was written.
 */
export function followRenames(dialect: Dialect, before: Catalog, next: Catalog): Catalog {
  const renames = before.collections.flatMap((collection) => renamesOf(collection, next));
  if (renames.length === 0) return next;
  const tables = tablesOf(before);
  const followQuery = (query: string) => dialect.renameIn(query, tables, renames);
  return next.collections.reduce((followed, collection) => {
    const own = before.collections.find(({ id }) => id === collection.id);
    const after = own && follow(before, next, own, collection, followQuery);
    return after && JSON.stringify(after) !== JSON.stringify(collection)
      ? followed.with(after)
      : followed;
  }, next);
}

function follow(
  before: Catalog,
  next: Catalog,
  own: Collection,
  collection: Collection,
  followQuery: (query: string) => string,
): Collection {
  const followed = (was: string | null | undefined, is: string | null) =>
    is && was === is ? followRule(before, next, own, is) : is;
  const rules = Object.fromEntries(
    ruleNames.map((name) => [name, followed(own[name], collection[name])]),
  );
  const { auth, viewQuery } = collection;
  return {
    ...collection,
    ...rules,
    ...(viewQuery && viewQuery === own.viewQuery && { viewQuery: followQuery(viewQuery) }),
    auth: auth && {
      ...auth,
      authRule: followed(own.auth?.authRule, auth.authRule),
      manageRule: followed(own.auth?.manageRule, auth.manageRule),
      mfa: { ...auth.mfa, rule: followed(own.auth?.mfa.rule, auth.mfa.rule) ?? "" },
    },
  };
}

function renamesOf(collection: Collection, next: Catalog): TableChange[] {
  const after = next.collections.find(({ id }) => id === collection.id);
  if (!after) return [];
  if (after.type !== "view") {
    return planTables(collection, after).filter(
      ({ change }) => change === "renameColumn" || change === "renameTable",
    );
  }
  if (after.name === collection.name) return [];
  return [{ change: "renameTable", table: collection.name, to: after.name }];
}
