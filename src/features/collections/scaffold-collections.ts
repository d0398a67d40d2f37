import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { Catalog } from "./catalog.ts";
import { collectionOutput } from "./collection-input.ts";
import { draftCollection } from "./draft-collection.ts";
import { presentCollection } from "./present-collection.ts";

/** Blank collections of each type, for forms to start from. */
export const scaffoldCollections = operation({
  name: "collections.scaffolds",
  summary: "Show a blank collection of each type.",
  access: "superuser",
  scope: "read:schema",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ base: collectionOutput, auth: collectionOutput, view: collectionOutput }),
  http: "GET /collections/meta/scaffolds",

  run: async (context) => {
    const blank = (type: string) => {
      const draft = draftCollection(context, new Catalog(0, []), { type, fields: [] }, null);
      return { ...presentCollection(draft), id: "", created: "", updated: "" };
    };
    return { base: blank("base"), auth: blank("auth"), view: blank("view") };
  },
});
