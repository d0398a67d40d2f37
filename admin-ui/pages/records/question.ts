import type { Collection, Field } from "../../../src/product.ts";
import type { Column } from "./grid/columns.ts";
import type { RowsQuestion } from "./grid/use-rows.ts";
import { readQueryText } from "./query-text.ts";
import type { RecordsSearch } from "./records-search.ts";

/** What the grid asks for: as much of each record as its columns show. */
export function questionFor(
  collection: Collection,
  { q = "", sort }: RecordsSearch,
  columns: readonly Column[],
): RowsQuestion {
  const fields = columns.map(({ field }) => field);
  const relations = fields.filter(({ type }) => type === "relation").map(({ name }) => name);
  const said = readQueryText(q, collection);
  return {
    collection: collection.name,
    ...said,
    sort: sort ?? (said.search === undefined ? usualSort(collection) : undefined),
    fields: [
      "id",
      "collectionId",
      ...fields.map(wanted),
      ...(relations.length > 0 ? ["expand"] : []),
    ].join(),
    ...(relations.length > 0 && { expand: relations.join() }),
  };
}

/** A line of a cell holds no more of a text. */
function wanted({ name, type }: Field): string {
  return type === "editor" ? `${name}:excerpt(200)` : name;
}

/** The newest first, where rows have an order of their own. */
function usualSort({ type }: Collection): string | undefined {
  return type === "view" ? undefined : "-@rowid";
}
