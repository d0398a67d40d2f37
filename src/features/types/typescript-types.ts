import { Type } from "@sinclair/typebox";
import type { Caller } from "../../kernel/caller.ts";
import { operation } from "../../kernel/operation.ts";
import type { Catalog } from "../collections/catalog.ts";
import { type Collection, ruleNames, superusersId } from "../collections/collection.ts";
import { typeNames } from "../collections/type-names.ts";
import { isWithin } from "../collections/visible-collections.ts";
import { clientTypes } from "./client-types.ts";
import { collectionTypes } from "./collection-types.ts";

/** One TypeScript file with the types of all records that the caller may meet. */
export const typescriptTypes = operation({
  name: "types.typescript",
  summary: "Write TypeScript types for the records and for PocketBase's client.",
  access: "byRules",
  scope: "read:schema",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ text: Type.String({ description: "A TypeScript file." }) }),
  http: "GET /types",

  async run({ services, caller }) {
    const catalog = await services.catalogs.current();
    const collections = metBy(catalog, caller);
    const names = typeNames(catalog.collections);
    const parts = collections.map((collection) =>
      collectionTypes({ catalog, collection, caller, names, known: collections }),
    );
    return { text: [header, ...parts, clientTypes(collections, names)].join("\n") };
  },
});

const header = `// The records of a Vaultbase server, written by \`vaultbase types\`: write it anew instead of changing it.
import type PocketBase from "pocketbase";
import type { RecordOptions, RecordService } from "pocketbase";
`;

/** Whoever may do anything with a collection's records has a use for their type. */
function metBy(catalog: Catalog, caller: Caller): Collection[] {
  return catalog.collections.filter((collection) => {
    if (!isWithin(collection, caller)) return false;
    if (collection.system) return collection.id === superusersId;
    return (
      caller.superuser || collection.auth || ruleNames.some((rule) => collection[rule] !== null)
    );
  });
}
