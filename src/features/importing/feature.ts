import type { Feature } from "../../kernel/feature.ts";
import { ImportProgress } from "./import-progress.ts";
import { importRecords } from "./import-records.ts";

/** Files of records, and what their columns mean. */
export const importing: Feature = {
  name: "importing",
  operations: [importRecords],
  migrations: [],
  start: () => Promise.resolve({ importProgress: new ImportProgress() }),
};
