import type { Blobs } from "../../kernel/blobs.ts";
import type { Change } from "../../kernel/change.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import { fileNames } from "../collections/fields/file.ts";
import { filePath } from "../collections/stored-files.ts";

/** The paths of files that these changes took away, and that are gone for good. */
export async function missingFiles(
  blobs: Blobs,
  catalog: Catalog,
  changes: readonly Change[],
): Promise<Set<string>> {
  const missing = new Set<string>();
  for (const change of changes) {
    const collection = catalog.find(change.collection);
    const before = JSON.parse(change.before) as Row;
    for (const field of collection?.fields ?? []) {
      if (!collection || field.type !== "file") continue;
      for (const name of fileNames(field, before[field.name])) {
        const path = filePath(collection, change.record, name);
        if (!(await blobs.open(path))) missing.add(path);
      }
    }
  }
  return missing;
}
