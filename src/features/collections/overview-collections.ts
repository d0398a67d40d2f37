import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { visibleCollections } from "./visible-collections.ts";

/** What there is, in few words: for whoever meets the data for the first time. */
export const overviewCollections = operation({
  name: "collections.overview",
  summary: "List the collections with the names of their fields.",
  access: "byRules",
  scope: "read:schema",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({ name: Type.String(), type: Type.String(), fields: Type.Array(Type.String()) }),
    ),
  }),
  http: "GET /schema",
  tool: {
    name: "list_collections",
    title: "List collections",
    guidance: "describe_collection tells more of one.",
  },
  command: { positional: [], example: "vaultbase collections overview" },

  async run(context) {
    const catalog = await context.services.catalogs.current();
    return {
      items: visibleCollections(catalog, context.caller).map(({ name, type, fields }) => ({
        name,
        type,
        fields: fields
          .filter((field) => !field.hidden || context.caller.superuser)
          .filter((field) => field.type !== "password" && field.name !== "tokenKey")
          .map((field) => field.name),
      })),
    };
  },
});
