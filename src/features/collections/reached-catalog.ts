import type { Caller } from "../../kernel/caller.ts";
import { BoundedMap } from "../../lib/bounded-map.ts";
import type { Catalog } from "./catalog.ts";
import { isWithin } from "./visible-collections.ts";

/**
 * The schema as far as the caller's token reaches: to one that is confined, other collections are not
 * there at all, neither to be followed nor to be named.
 */
export function reachedCatalog(catalog: Catalog, caller: Caller): Catalog {
  const confined = caller.token?.collections;
  if (!confined) return catalog;
  let known = narrowed.get(catalog);
  if (!known) narrowed.set(catalog, (known = new BoundedMap(keptPerCatalog)));
  const key = [...confined].toSorted().join(" ");
  let reached = known.get(key);
  if (!reached) {
    const beyond = catalog.collections.filter((each) => !isWithin(each, caller));
    known.set(key, (reached = catalog.without(new Set(beyond.map(({ id }) => id)))));
  }
  return reached;
}

/** What is compiled against a catalog is kept with it, so each kind of token keeps its own. */
const narrowed = new WeakMap<Catalog, BoundedMap<string, Catalog>>();
const keptPerCatalog = 16;
