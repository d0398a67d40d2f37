import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { FieldsSyntaxError, parseFields } from "../../lib/field-selection.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { isSecret } from "../collections/field.ts";
import { reachedCatalog } from "../collections/reached-catalog.ts";
import { expansionsOf } from "./expansions.ts";
import type { ReadOptions } from "./record-options.ts";
import { findRelation } from "./relation-path.ts";

/**
 * Unknown names in `fields` and `expand` are ignored over HTTP, as PocketBase does; an agent or a
 * script that misspells one is told. @throws Failure `invalid` with the nearest name.
 */
export function checkReading(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  { fields, expand }: ReadOptions,
): void {
  if (context.request.door === "http") return;
  if (fields) checkFields(context, collection, fields);
  if (!expand) return;
  const reached = reachedCatalog(catalog, context.caller);
  for (const path of expand.split(",")) checkPath(context, reached, collection, path.trim());
}

function checkFields({ caller }: Context, { fields, name }: Collection, text: string): void {
  const open = fields.filter((field) => !isSecret(field) && (caller.superuser || !field.hidden));
  const known = [...open.map((field) => field.name), "collectionId", "collectionName", "expand"];
  for (const asked of namesIn(text)) {
    if (!known.includes(asked)) throw unknown("field", asked, name, known);
  }
}

/** None where the text is wrong: whoever projects by it says how. */
function namesIn(text: string): string[] {
  try {
    return [...parseFields(text).children.keys()];
  } catch (thrown) {
    if (thrown instanceof FieldsSyntaxError) return [];
    throw thrown;
  }
}

function checkPath({ caller }: Context, reached: Catalog, start: Collection, path: string): void {
  let collection = start;
  for (const name of path.split(".").filter(Boolean)) {
    const relation = findRelation(reached, collection, name);
    const isOwn = collection.fields.some(
      (field) =>
        field.name === name && field.type === "relation" && (caller.superuser || !field.hidden),
    );
    // Where it leads may be closed to the caller, who then is shown nothing of it.
    if (!relation && isOwn) return;
    if (!relation) {
      const known = expansionsOf(reached, collection, caller).map((each) => each.name);
      throw unknown("relation", name, collection.name, known);
    }
    collection = relation.target;
  }
}

function unknown(kind: string, name: string, where: string, known: readonly string[]): Failure {
  const near = nearest(name, known);
  return new Failure("invalid", `There is no ${kind} ${JSON.stringify(name)} in ${where}.`, {
    hint: near
      ? `Did you mean ${near}?`
      : `There ${known.length > 0 ? `are ${known.join(", ")}` : "are none"}.`,
  });
}
