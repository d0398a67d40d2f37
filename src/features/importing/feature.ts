import type { Feature } from "../../kernel/feature.ts";
import { ImportProgress } from "./import-progress.ts";
import { importPocketbase } from "./pocketbase/import-pocketbase.ts";
import { importRecords } from "./import-records.ts";

/** Files of records and what their columns mean, and the whole data of a PocketBase. */
export const importing = {
  name: "importing",
  operations: [importRecords, importPocketbase],
  migrations: [],
  start: ({ openForeign }) =>
    Promise.resolve({ importProgress: new ImportProgress(), openForeign }),
} satisfies Feature;
