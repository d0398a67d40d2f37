import type { Context } from "../../kernel/context.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import { changedAt } from "./if-updated.ts";

/** The row with the dates that tell when it was changed last. */
export function touched(context: Context, { fields }: Collection, row: Row): Row {
  const dates = fields.filter(({ type, onUpdate }) => type === "autodate" && onUpdate === true);
  return {
    ...row,
    ...Object.fromEntries(dates.map(({ name }) => [name, changedAt(context, row[name])])),
  };
}
