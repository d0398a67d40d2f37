import type { Context } from "../../../kernel/context.ts";
import type { Row, Writer } from "../../../kernel/storage.ts";
import { touched } from "../../records/touched.ts";
import { replaceRow } from "../../records/write-row.ts";
import type { AuthCollection } from "../auth-collection.ts";

/** Writes what its owner confirmed into a record as it was just read; answers the record. */
export async function changeAccount(
  context: Context,
  writer: Writer,
  collection: AuthCollection,
  row: Row,
  changes: Row,
): Promise<Row> {
  const changed = touched(context, collection, { ...row, ...changes });
  await replaceRow(context, writer, collection, row, changed);
  return changed;
}
