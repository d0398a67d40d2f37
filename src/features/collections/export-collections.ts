import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { collectionOutput } from "./collection-input.ts";
import { presentCollection } from "./present-collection.ts";
import { isWithin } from "./visible-collections.ts";

/** All definitions but the system's own, ready for `collections.import`. */
export const exportCollections = operation({
  name: "collections.export",
  summary: "Export the definitions of all collections, for collections.import.",
  access: "superuser",
  scope: "read:schema",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ collections: Type.Array(collectionOutput) }),
  http: "GET /collections/meta/export",
  command: { positional: [], example: "vaultbase collections export --json" },

  async run(context) {
    const { collections } = await context.services.catalogs.current();
    return {
      collections: collections
        .filter((each) => !each.system && isWithin(each, context.caller))
        .map(presentCollection),
    };
  },
});
