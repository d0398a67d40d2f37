import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { joining } from "../../kernel/dry-run.ts";
import { ifUpdatedInput } from "../../kernel/if-updated.ts";
import { operation } from "../../kernel/operation.ts";
import type { Writer } from "../../kernel/storage.ts";
import { allowChange } from "./allow-change.ts";
import { applyCredentials } from "./auth-fields.ts";
import type { CreateInput } from "./create-record.ts";
import { amendDraft, checkDraft, checkNames, makeDraft, refuseProblems } from "./draft.ts";
import { managesDraft } from "./draft-rules.ts";
import { whileForeseen } from "./foresight.ts";
import { finishRecord } from "./finish-record.ts";
import { checkUnchanged } from "./if-updated.ts";
import { openWritable } from "./open-collection.ts";
import { plannedWrite } from "./planned-write.ts";
import { discardPrepared, prepareWrite, type PreparedWrite } from "./prepare-write.ts";
import type { PresentedRecord } from "./presentation.ts";
import {
  collectionInput,
  dataInput,
  idInput,
  readOptions,
  recordOutput,
} from "./record-options.ts";
import { fileBytes } from "./file-bytes.ts";
import { checkRelations } from "./relations.ts";
import { replaceRow } from "./write-row.ts";

/** Changes the given fields of a record and leaves the others as they are. */
export const updateRecord = operation({
  name: "records.update",
  summary: "Change some fields of a record.",
  access: "byRules",
  scope: "write:tables",
  effect: "write",
  fileBytes,
  input: Type.Object(
    {
      collection: collectionInput,
      id: idInput,
      data: dataInput,
      ...ifUpdatedInput,
      ...readOptions,
    },
    { additionalProperties: false },
  ),
  output: recordOutput,
  rateLabels: ["update"],
  http: "PATCH /collections/:collection/records/:id",
  command: {
    positional: ["collection", "id"],
    example: `vaultbase records update movies ID --data '{"imdb_votes+":1}'`,
  },

  async run(context, input) {
    const prepared = await prepareWrite(context, input.collection, input.id, input.data);
    return whileForeseen(context, [prepared.foresight], (writer) =>
      updateInside(joining(context, writer), writer, input, prepared),
    ).finally(() => discardPrepared(prepared));
  },
});

export interface UpdateInput extends CreateInput {
  readonly id: string;
  readonly if_updated?: string | undefined;
}

/** The whole of it inside a transaction that is open already. */
export async function updateInside(
  context: Context,
  writer: Writer,
  input: Omit<UpdateInput, "data">,
  { credentials, files, foresight }: PreparedWrite,
): Promise<PresentedRecord> {
  const { id } = input;
  const { data } = files;
  const catalog = await context.services.catalogs.within(writer);
  const collection = openWritable(context, catalog, input.collection);
  checkNames(context, collection, data);
  const draft = await allowChange(context, catalog, collection, "updateRule", id, (existing) =>
    makeDraft(context, collection, data, existing),
  );
  checkUnchanged(collection, draft.existing, input);
  const manages = await managesDraft(context, writer, catalog, draft);
  applyCredentials(context, draft, credentials, manages, data);
  if (foresight) {
    amendDraft(context, draft, await foresight.fulfil(context, writer, plannedWrite(draft)));
  }
  checkDraft(draft);
  await checkRelations(writer, catalog, draft);
  files.check(draft);
  refuseProblems(draft);
  await replaceRow(context, writer, collection, draft.existing, draft.row);
  await files.moveIn(writer, draft);
  return finishRecord(context, catalog, collection, draft.row, manages, input);
}
