import type { Dialect } from "../../kernel/dialect.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import type { Catalog } from "./catalog.ts";
import type { Collection } from "./collection.ts";
import { planTables } from "./plan-tables.ts";
import { tablesOf } from "./settle-views.ts";

/**
 * The drafted schema with the views whose query says old names of tables and columns saying the new
 * ones. A query that is new itself stays as it was written.
 */
export function followRenames(dialect: Dialect, before: Catalog, next: Catalog): Catalog {
  const renames = before.collections.flatMap((collection) => renamesOf(collection, next));
  if (renames.length === 0) return next;
  const tables = tablesOf(before);
  let followed = next;
  for (const view of next.collections) {
    const { viewQuery } = view;
    if (!viewQuery || before.find(view.id)?.viewQuery !== viewQuery) continue;
    const renamed = dialect.renameIn(viewQuery, tables, renames);
    if (renamed !== viewQuery) followed = followed.with({ ...view, viewQuery: renamed });
  }
  return followed;
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
