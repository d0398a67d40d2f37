import { Type } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { saveSchema } from "./save-schema.ts";
import { isWithin, refuseOutside } from "./visible-collections.ts";

/** Drops a collection and all its records. */
export const deleteCollection = operation({
  name: "collections.delete",
  summary: "Delete a collection with all its records.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  input: Type.Object(
    { collection: Type.String({ description: "Name or id." }) },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  http: "DELETE /collections/:collection",
  tool: { name: "delete_collection", title: "Delete collection" },
  command: { positional: ["collection"], example: "vaultbase collections delete posts" },

  run: (context, input) =>
    context.storage.write(async (writer) => {
      const catalog = await context.services.catalogs.within(writer);
      const collection = catalog.get(input.collection, context.caller);
      refuseOutside(collection, context.caller);
      if (collection.system) {
        throw new Failure("invalid", "System collections cannot be deleted.", {
          hint: `${collection.name} belongs to the product.`,
        });
      }
      const referring = catalog.collections.filter(
        (each) =>
          each.id !== collection.id &&
          each.type !== "view" &&
          each.fields.some((field) => field.collectionId === collection.id),
      );
      if (referring.length > 0) {
        const seen = referring.filter((each) => isWithin(each, context.caller));
        const names = seen.map((each) => each.name).join(", ") || "other collections";
        throw new Failure("invalid", `Failed to delete collection: ${names} relate to it.`, {
          hint: `Drop the relation fields of ${names} first.`,
        });
      }
      await saveSchema(context, writer, catalog, [], [collection]);
      return {};
    }),
});
