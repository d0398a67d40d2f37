import { Type } from "@sinclair/typebox";
import { joining } from "../../kernel/dry-run.ts";
import { operation } from "../../kernel/operation.ts";
import { allowChange } from "./allow-change.ts";
import { openCollection } from "./open-collection.ts";
import { collectionInput, idInput } from "./record-options.ts";
import { deleteWithReferences } from "./relations.ts";

/** Deletes a record and whatever cascades from it. */
export const deleteRecord = operation({
  name: "records.delete",
  summary: "Delete a record.",
  access: "byRules",
  scope: "write:tables",
  effect: "destroy",
  input: Type.Object({ collection: collectionInput, id: idInput }, { additionalProperties: false }),
  output: Type.Object({}),
  http: "DELETE /collections/:collection/records/:id",
  command: { positional: ["collection", "id"], example: "vaultbase records delete movies ID" },

  async run(context, input) {
    return context.storage.write(async (writer) => {
      const inside = joining(context, writer);
      const catalog = await context.services.catalogs.within(writer);
      const collection = openCollection(inside, catalog, input.collection);
      const { row } = await allowChange(
        inside,
        catalog,
        collection,
        "deleteRule",
        input.id,
        (existing) => ({ row: existing, body: null }),
      );
      await deleteWithReferences(inside, writer, catalog, collection, row);
      return {};
    });
  },
});
