import type { Caller } from "../../kernel/caller.ts";
import type { RawTable } from "../../kernel/raw-sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { isSecret } from "../collections/field.ts";
import { searchName } from "../collections/search-option.ts";
import { visibleCollections } from "../collections/visible-collections.ts";

/**
 * What a query of this caller may touch: the collections it may know of, without what nobody may read.
 * Where there is such a thing nothing is written either: an account is more than its row, sessions
 * end and mails go out when it changes.
 */
export function reachableTables(catalog: Catalog, caller: Caller): RawTable[] {
  return visibleCollections(catalog, caller).map(tableOf);
}

function tableOf(collection: Collection): RawTable {
  const { name, type, fields, search } = collection;
  const known = fields.filter((field) => !isSecret(field));
  const whole = type === "view" ? "view" : "rows";
  return {
    name,
    columns: known.map((field) => field.name),
    kind: known.length < fields.length ? "part" : whole,
    search: search ? searchName(collection) : null,
  };
}
