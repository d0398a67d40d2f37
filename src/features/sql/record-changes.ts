import { Type } from "@sinclair/typebox";
import type { RawChange } from "../../kernel/raw-sql.ts";
import type { Catalog } from "../collections/catalog.ts";

export const changeOutput = Type.Object({
  collection: Type.String(),
  action: Type.String(),
  count: Type.Integer(),
  ids: Type.Array(Type.String(), { description: "The first ones'." }),
});

/** What was written, its collections by their names. */
export function presentChanges(catalog: Catalog, changes: readonly RawChange[]) {
  return changes.map((change) => ({
    ...change,
    ids: [...change.ids],
    collection: catalog.find(change.collection)?.name ?? change.collection,
  }));
}
