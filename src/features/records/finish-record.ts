import { chooseFields } from "../../kernel/choose-fields.ts";
import type { Context } from "../../kernel/context.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { expandRecords } from "./expand.ts";
import { presentRow, type PresentedRecord } from "./presentation.ts";
import type { ReadOptions } from "./record-options.ts";

/** The answer to a write: the row as this caller may see it, with what was asked along with it. */
export async function finishRecord(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  row: Row,
  manages: boolean,
  options: ReadOptions,
): Promise<PresentedRecord> {
  const record = presentRow(collection, context.caller, row, manages);
  if (options.expand) await expandRecords(context, catalog, collection, [record], options.expand);
  return chooseFields(record, options.fields);
}
