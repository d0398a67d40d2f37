import type { Caller } from "../../kernel/caller.ts";
import { Failure } from "../../kernel/failure.ts";
import type { Collection } from "./collection.ts";

/**
 * The collections whose shape a caller may know: superusers all but the system's own, others those
 * they can read, a confined token only its own.
 */
export function visibleCollections(
  { collections }: { readonly collections: readonly Collection[] },
  caller: Caller,
): Collection[] {
  return collections.filter((collection) => isVisible(collection, caller));
}

export function isVisible(collection: Collection, caller: Caller): boolean {
  if (collection.system || !isWithin(collection, caller)) return false;
  return caller.superuser || collection.listRule !== null || collection.viewRule !== null;
}

/** False where the caller's token is confined to other collections. */
export function isWithin({ id }: Collection, { token }: Caller): boolean {
  return !token?.collections || token.collections.has(id);
}

/** @throws Failure `forbidden` where the caller's token is confined to other collections. */
export function refuseOutside(collection: Collection, caller: Caller): void {
  if (isWithin(collection, caller)) return;
  throw new Failure("forbidden", "The token is not allowed to perform this request.", {
    hint: `The token "${caller.token?.name}" is confined to other collections than ${collection.name}.`,
  });
}
