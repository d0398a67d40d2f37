import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { joining } from "../../kernel/dry-run.ts";
import { operation } from "../../kernel/operation.ts";
import type { Writer } from "../../kernel/storage.ts";
import { allowChange } from "./allow-change.ts";
import { openWritable } from "./open-collection.ts";
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
  rateLabels: ["delete"],
  http: "DELETE /collections/:collection/records/:id",
  command: { positional: ["collection", "id"], example: "vaultbase records delete movies ID" },

  run: (context, input) =>
    context.storage.write(async (writer) => {
      await deleteInside(joining(context, writer), writer, input);
      return {};
    }),
});

/** The whole of it inside a transaction that is open already. */
export async function deleteInside(
  context: Context,
  writer: Writer,
  input: { readonly collection: string; readonly id: string },
): Promise<void> {
  const catalog = await context.services.catalogs.within(writer);
  const collection = openWritable(context, catalog, input.collection);
  const rule = "deleteRule";
  const { row } = await allowChange(context, catalog, collection, rule, input.id, (existing) => ({
    row: existing,
    body: null,
  }));
  await deleteWithReferences(context, writer, catalog, collection, row);
}
