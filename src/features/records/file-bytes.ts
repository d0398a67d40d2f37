import type { Context } from "../../kernel/context.ts";
import { numberOption } from "../collections/field.ts";
import { maxFileSize } from "../collections/fields/file.ts";

/** How many bytes of files a record of this collection may bring along, if it keeps them all. */
export async function fileBytes(
  { services }: Context,
  { collection: name }: Readonly<Record<string, unknown>>,
): Promise<number> {
  const collection = (await services.catalogs.current()).find(String(name));
  const fields = collection?.fields.filter(({ type }) => type === "file") ?? [];
  return fields
    .map((field) => maxFileSize(field) * Math.max(1, numberOption(field, "maxSelect")))
    .reduce((sum, bytes) => sum + bytes, 0);
}
