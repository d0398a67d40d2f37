import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { collectionOutput } from "./collection-input.ts";
import { presentCollection } from "./present-collection.ts";
import { refuseOutside } from "./visible-collections.ts";

/** One collection in full. */
export const viewCollection = operation({
  name: "collections.view",
  summary: "Show a collection with its fields, rules and indexes.",
  access: "superuser",
  scope: "read:schema",
  effect: "read",
  input: Type.Object(
    { collection: Type.String({ description: "Name or id." }) },
    { additionalProperties: false },
  ),
  output: collectionOutput,
  http: "GET /collections/:collection",
  command: { positional: ["collection"], example: "vaultbase collections view movies" },

  async run(context, input) {
    const catalog = await context.services.catalogs.current();
    const collection = catalog.get(input.collection, context.caller);
    refuseOutside(collection, context.caller);
    return presentCollection(collection);
  },
});
