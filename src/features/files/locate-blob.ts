import type { StoredBlob } from "../../kernel/blobs.ts";
import type { Context } from "../../kernel/context.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import { filePath } from "../collections/stored-files.ts";

export interface LocatedBlob {
  readonly path: string;
  readonly blob: StoredBlob;
}

/** Where a record's file lies; a view's files lie with the records its query reads them from. */
export async function locateBlob(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  id: string,
  name: string,
): Promise<LocatedBlob | null> {
  if (collection.type !== "view") return openAt(context, filePath(collection, id, name));
  const origins = catalog.collections.filter(
    ({ type, fields }) => type !== "view" && fields.some((field) => field.type === "file"),
  );
  // Most views keep their records' ids. Names are nobody else's, so the first found is the one.
  for (const origin of origins) {
    const found = await openAt(context, filePath(origin, id, name));
    if (found) return found;
  }
  for (const origin of origins) {
    for (const record of await recordsNaming(context, origin, name)) {
      const found = await openAt(context, filePath(origin, record, name));
      if (found) return found;
    }
  }
  return null;
}

async function openAt({ blobs }: Context, path: string): Promise<LocatedBlob | null> {
  const blob = await blobs.open(path);
  return blob && { path, blob };
}

async function recordsNaming(
  { storage }: Context,
  collection: Collection,
  name: string,
): Promise<string[]> {
  const ids: string[] = [];
  for (const field of collection.fields) {
    if (field.type !== "file") continue;
    const column = identifier(field.name);
    const holds = fieldTypeOf(field).multiple(field)
      ? sql`${column} LIKE ${`%${JSON.stringify(name)}%`}`
      : sql`${column} = ${name}`;
    const rows = await storage.all<{ id: string }>(
      sql`SELECT "id" FROM ${identifier(collection.name)} WHERE ${holds} LIMIT 10`,
    );
    ids.push(...rows.map((row) => row.id));
  }
  return ids;
}
