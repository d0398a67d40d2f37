import type { Collection } from "../collections/collection.ts";
import { isWritable, nameOf } from "./collection-types.ts";
import { interfaceOf } from "./schema-type.ts";

/** The collections by name, and the client that knows them. */
export function clientTypes(
  collections: readonly Collection[],
  names: ReadonlyMap<string, string>,
): string {
  const members = collections.map((collection) => {
    const name = nameOf(names, collection);
    const [create, update] = isWritable(collection)
      ? [`${name}Create`, `${name}Update`]
      : ["never", "never"];
    return {
      name: collection.name,
      type: `{ record: ${name}Record; create: ${create}; update: ${update} }`,
    };
  });
  return `${interfaceOf("Collections", members)}\n${client}`;
}

const client = `export type CollectionName = keyof Collections;

/** \`RecordService\` of one collection, whose records, filters and bodies have types. */
export type CollectionService<Name extends CollectionName> = Omit<
  RecordService<Collections[Name]["record"]>,
  "create" | "update"
> & {
  create<T = Collections[Name]["record"]>(
    body: Collections[Name]["create"] | FormData,
    options?: RecordOptions,
  ): Promise<T>;
  update<T = Collections[Name]["record"]>(
    id: string,
    body: Collections[Name]["update"] | FormData,
    options?: RecordOptions,
  ): Promise<T>;
};

/** \`new PocketBase(url) as TypedPocketBase\` */
export type TypedPocketBase = Omit<PocketBase, "collection"> & {
  collection<Name extends CollectionName>(idOrName: Name): CollectionService<Name>;
};
`;
