import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import type { Caller } from "../../kernel/caller.ts";
import { isWithin } from "../collections/visible-collections.ts";
import { findRelation } from "./relation-path.ts";

/** Something `expand` can bring along. */
export interface Expansion {
  /** `author`, or `comments_via_post`. */
  readonly name: string;
  readonly target: Collection;
  readonly multiple: boolean;
}

/** What a caller may expand from a collection in one step: forward relations, then back ones. */
export function expansionsOf(
  catalog: Catalog,
  collection: Collection,
  caller: Caller,
): Expansion[] {
  const forward = relationFields(collection, caller).map((field) => field.name);
  const back = catalog.collections.flatMap((from) =>
    relationFields(from, caller)
      .filter((field) => field.collectionId === collection.id)
      .map((field) => `${from.name}_via_${field.name}`),
  );
  return [...forward, ...back].flatMap((name) => {
    const relation = findRelation(catalog, collection, name);
    if (!relation || !mayView(relation.target, caller)) return [];
    return { name, target: relation.target, multiple: relation.multiple };
  });
}

function relationFields({ fields }: Collection, { superuser }: Caller) {
  return fields.filter((field) => field.type === "relation" && (superuser || !field.hidden));
}

function mayView(collection: Collection, caller: Caller): boolean {
  return isWithin(collection, caller) && (caller.superuser || collection.viewRule !== null);
}
