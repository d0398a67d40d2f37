import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { joining } from "../../kernel/dry-run.ts";
import { ifUpdatedInput } from "../../kernel/if-updated.ts";
import { operation } from "../../kernel/operation.ts";
import type { Writer } from "../../kernel/storage.ts";
import { allowDeletion } from "./allow-change.ts";
import { Foresight, whileForeseen } from "./foresight.ts";
import { checkUnchanged } from "./if-updated.ts";
import { openWritable } from "./open-collection.ts";
import { plannedDelete } from "./planned-write.ts";
import { collectionInput, idInput } from "./record-options.ts";
import { deleteWithReferences } from "./relations.ts";

/** Deletes a record and whatever cascades from it. */
export const deleteRecord = operation({
  name: "records.delete",
  summary: "Delete a record.",
  access: "byRules",
  scope: "write:tables",
  effect: "destroy",
  input: Type.Object(
    { collection: collectionInput, id: idInput, ...ifUpdatedInput },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  rateLabels: ["delete"],
  http: "DELETE /collections/:collection/records/:id",
  command: { positional: ["collection", "id"], example: "vaultbase records delete movies ID" },

  async run(context, input) {
    const foresight = await foreseeDeletion(context, input);
    return whileForeseen(context, [foresight], async (writer) => {
      await deleteInside(joining(context, writer), writer, input, foresight);
      return {};
    }).finally(() => foresight?.discard());
  },
});

export interface DeleteInput {
  readonly collection: string;
  readonly id: string;
  readonly if_updated?: string | undefined;
}

/** To be discarded when the write has ended. */
export async function foreseeDeletion(
  context: Context,
  { collection, id }: DeleteInput,
): Promise<Foresight | null> {
  await context.services.catalogs.current();
  return Foresight.of(context, { action: "delete", collection, id, data: {} });
}

/** The whole of it inside a transaction that is open already. */
export async function deleteInside(
  context: Context,
  writer: Writer,
  input: DeleteInput,
  foresight: Foresight | null,
): Promise<void> {
  const catalog = await context.services.catalogs.within(writer);
  const collection = openWritable(context, catalog, input.collection);
  const { row } = await allowDeletion(context, catalog, collection, input.id);
  checkUnchanged(collection, row, input);
  await foresight?.fulfil(context, writer, plannedDelete(collection, row));
  await deleteWithReferences(context, writer, catalog, collection, row);
}
