import type { Context } from "../../../kernel/context.ts";
import type { Row, Writer } from "../../../kernel/storage.ts";
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
  const changed: Row = { ...row, ...changes };
  for (const { type, name, onUpdate } of collection.fields) {
    if (type !== "autodate" || onUpdate !== true) continue;
    changed[name] = context.now().toISOString().replace("T", " ");
  }
  await replaceRow(context, writer, collection, row, changed);
  return changed;
}
