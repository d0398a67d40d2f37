import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";

/**
 * The collection a caller means, if it is one their token may touch. System collections do not
 * exist for tokens without the scope `admin`.
 * @throws Failure `notFound` with the nearest name, or `forbidden`.
 */
export function openCollection(context: Context, catalog: Catalog, nameOrId: string): Collection {
  const collection = catalog.find(nameOrId);
  const { token } = context.caller;
  const isHidden = collection?.system && token && !token.scopes.has("admin");
  if (!collection || isHidden) {
    throw catalog.missing(nameOrId, context.caller, "Missing collection context.");
  }
  if (!token) return collection;
  if (token.collections && !token.collections.has(collection.id)) {
    throw new Failure("forbidden", "The token is not allowed to perform this request.", {
      hint: `The token "${token.name}" is confined to other collections than ${collection.name}.`,
    });
  }
  return collection;
}

/** The same for writing. @throws Failure `invalid` for a view, which has no records of its own. */
export function openWritable(context: Context, catalog: Catalog, nameOrId: string): Collection {
  const collection = openCollection(context, catalog, nameOrId);
  if (collection.type !== "view") return collection;
  throw new Failure("invalid", "Unsupported collection type.", {
    hint: `${collection.name} is a view: write to the collections it reads from.`,
  });
}
