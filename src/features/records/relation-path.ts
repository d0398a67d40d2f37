import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import { parseIndex } from "../collections/index-statement.ts";

/** One step from a collection to another: forward by its own field, or back by the other's. */
export interface Relation {
  readonly target: Collection;
  /** The relation field, which for a back relation belongs to the target. */
  readonly field: Field;
  readonly back: boolean;
  /** Whether a record can have several. */
  readonly multiple: boolean;
}

/** `author`, or `comments_via_post`; undefined where the name is no relation of the collection. */
export function findRelation(
  catalog: Catalog,
  collection: Collection,
  name: string,
): Relation | undefined {
  const field = collection.fields.find((each) => each.name === name);
  if (field) {
    const target = field.type === "relation" ? catalog.find(String(field.collectionId)) : undefined;
    if (!target) return undefined;
    return { target, field, back: false, multiple: fieldTypeOf(field).multiple(field) };
  }
  const via = /^(.+?)_via_(.+)$/.exec(name);
  const target = via && catalog.find(via[1]!);
  const back = target?.fields.find(
    (each) =>
      each.name === via![2] && each.type === "relation" && each.collectionId === collection.id,
  );
  if (!target || !back) return undefined;
  return { target, field: back, back: true, multiple: !isUnique(target, back) };
}

/** A unique index over just this column means one record per value; PocketBase takes partial ones too. */
export function isUnique(collection: Collection, field: Field): boolean {
  if (fieldTypeOf(field).multiple(field)) return false;
  return collection.indexes.some((statement) => {
    const index = parseIndex(statement);
    return (
      index?.unique === true && index.columns.length === 1 && index.columns[0]!.name === field.name
    );
  });
}
