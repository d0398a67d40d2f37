import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { joining } from "../../kernel/dry-run.ts";
import { operation } from "../../kernel/operation.ts";
import type { Row, Writer } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { applyCredentials } from "./auth-fields.ts";
import { checkAuthId } from "./check-auth-id.ts";
import { amendDraft, checkDraft, checkNames, makeDraft, refuseProblems } from "./draft.ts";
import { allowCreation, managesDraft } from "./draft-rules.ts";
import { fileBytes } from "./file-bytes.ts";
import { whileForeseen } from "./foresight.ts";
import { finishRecord } from "./finish-record.ts";
import { openWritable } from "./open-collection.ts";
import { plannedWrite } from "./planned-write.ts";
import { discardPrepared, prepareWrite, type PreparedWrite } from "./prepare-write.ts";
import type { PresentedRecord } from "./presentation.ts";
import {
  collectionInput,
  dataInput,
  type ReadOptions,
  readOptions,
  recordOutput,
} from "./record-options.ts";
import { checkRelations } from "./relations.ts";
import { insertRow } from "./write-row.ts";

/** Adds a record, if the create rule lets this caller add just this one. */
export const createRecord = operation({
  name: "records.create",
  summary: "Create a record.",
  access: "byRules",
  scope: "write:tables",
  effect: "write",
  fileBytes,
  input: Type.Object(
    { collection: collectionInput, data: dataInput, ...readOptions },
    { additionalProperties: false },
  ),
  output: recordOutput,
  rateLabels: ["create"],
  http: "POST /collections/:collection/records",
  command: {
    positional: ["collection"],
    example: `vaultbase records create movies --data '{"title":"Alien"}'`,
  },

  async run(context, input) {
    const prepared = await prepareWrite(context, input.collection, null, input.data);
    return whileForeseen(context, [prepared.foresight], (writer) =>
      createInside(joining(context, writer), writer, input, prepared),
    ).finally(() => discardPrepared(prepared));
  },
});

export interface CreateInput extends ReadOptions {
  readonly collection: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The whole of it inside a transaction that is open already. */
export async function createInside(
  context: Context,
  writer: Writer,
  input: Omit<CreateInput, "data">,
  prepared: PreparedWrite,
): Promise<PresentedRecord> {
  const catalog = await context.services.catalogs.within(writer);
  const collection = openWritable(context, catalog, input.collection);
  const added = await addRow(context, writer, catalog, collection, prepared);
  return finishRecord(context, catalog, collection, added.row, added.manages, input);
}

/**
 * Creates one record inside a transaction that is open already.
 * @throws Failure `forbidden` (locked), `invalid` (the rule refuses, or the values do).
 */
export async function addRow(
  context: Context,
  writer: Writer,
  catalog: Catalog,
  collection: Collection,
  { files, credentials, foresight }: PreparedWrite,
): Promise<{ readonly row: Row; readonly manages: boolean }> {
  const { data } = files;
  checkNames(context, collection, data);
  const draft = makeDraft(context, collection, data, null);
  await allowCreation(context, writer, catalog, draft);
  const manages = await managesDraft(context, writer, catalog, draft);
  applyCredentials(context, draft, credentials, manages, data);
  if (foresight) {
    amendDraft(context, draft, await foresight.fulfil(context, writer, plannedWrite(draft)));
  }
  checkDraft(draft);
  await checkAuthId(writer, catalog, draft);
  await checkRelations(writer, catalog, draft);
  files.check(draft);
  refuseProblems(draft);
  await insertRow(context, writer, collection, draft.row);
  await files.moveIn(writer, draft);
  return { row: draft.row, manages };
}
