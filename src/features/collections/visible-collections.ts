import type { Caller } from "../../kernel/caller.ts";
import type { Catalog } from "./catalog.ts";
import type { Collection } from "./collection.ts";

/**
 * The collections whose shape a caller may know: superusers all but the system's own, others those
 * they can read, a confined token only its own.
 */
export function visibleCollections(catalog: Catalog, caller: Caller): Collection[] {
  return catalog.collections.filter((collection) => isVisible(collection, caller));
}

export function isVisible(collection: Collection, caller: Caller): boolean {
  if (collection.system) return false;
  if (caller.token?.collections && !caller.token.collections.has(collection.id)) return false;
  return caller.superuser || collection.listRule !== null || collection.viewRule !== null;
}
