import { Type } from "@sinclair/typebox";
import { joining } from "../../kernel/dry-run.ts";
import { operation } from "../../kernel/operation.ts";
import { allowChange } from "./allow-change.ts";
import { applyCredentials, prepareCredentials } from "./auth-fields.ts";
import { checkDraft, checkNames, makeDraft, refuseProblems } from "./draft.ts";
import { managesDraft } from "./draft-rules.ts";
import { finishRecord } from "./finish-record.ts";
import { openCollection } from "./open-collection.ts";
import {
  collectionInput,
  dataInput,
  idInput,
  readOptions,
  recordOutput,
} from "./record-options.ts";
import { checkRelations } from "./relations.ts";
import { replaceRow } from "./write-row.ts";

/** Changes the given fields of a record and leaves the others as they are. */
export const updateRecord = operation({
  name: "records.update",
  summary: "Change some fields of a record.",
  access: "byRules",
  scope: "write:tables",
  effect: "write",
  input: Type.Object(
    { collection: collectionInput, id: idInput, data: dataInput, ...readOptions },
    { additionalProperties: false },
  ),
  output: recordOutput,
  http: "PATCH /collections/:collection/records/:id",
  command: {
    positional: ["collection", "id"],
    example: `vaultbase records update movies ID --data '{"imdb_votes+":1}'`,
  },

  async run(context, { collection: name, id, data, fields, expand }) {
    const credentials = await prepareCredentials(context, name, id, data);
    return context.storage.write(async (writer) => {
      const inside = joining(context, writer);
      const catalog = await context.services.catalogs.within(writer);
      const collection = openCollection(inside, catalog, name);
      checkNames(inside, collection, data);
      const draft = await allowChange(inside, catalog, collection, "updateRule", id, (existing) =>
        makeDraft(inside, collection, data, existing),
      );
      const manages = await managesDraft(inside, writer, catalog, draft);
      applyCredentials(inside, draft, credentials, manages, data);
      checkDraft(draft);
      await checkRelations(writer, catalog, draft);
      refuseProblems(draft);
      await replaceRow(inside, writer, collection, draft.existing, draft.row);
      return finishRecord(inside, catalog, collection, draft.row, manages, { fields, expand });
    });
  },
});
