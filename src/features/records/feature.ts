import type { Feature } from "../../kernel/feature.ts";
import { batchRecords } from "./batch-records.ts";
import { createRecord } from "./create-record.ts";
import { deleteRecord } from "./delete-record.ts";
import { previewView } from "./preview-view.ts";
import { getRecord } from "./get-record.ts";
import { listRecords } from "./list-records.ts";
import { checkRule } from "./rules.ts";
import { truncateCollection } from "./truncate-collection.ts";
import { updateRecord } from "./update-record.ts";

/** Records of collections, under the collections' rules. */
export const records = {
  name: "records",
  operations: [
    listRecords,
    getRecord,
    createRecord,
    updateRecord,
    deleteRecord,
    batchRecords,
    truncateCollection,
    previewView,
  ],
  migrations: [],
  start: async ({ storage }) => ({
    checkRule: (...asked) => checkRule(storage.dialect, ...asked),
  }),
} satisfies Feature;
