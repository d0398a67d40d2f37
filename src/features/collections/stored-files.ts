import type { Blobs } from "../../kernel/blobs.ts";
import type { Context } from "../../kernel/context.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Row, Writer } from "../../kernel/storage.ts";
import type { Collection } from "./collection.ts";
import type { Field } from "./field.ts";
import { fileNames } from "./fields/file.ts";

/**
 * Where a record's files lie among the blobs: `COLLECTION ID/RECORD ID/NAME`, PocketBase's layout. An
 * id that its collection lets be anything stays one segment.
 */
export function filePath(collection: Collection, recordId: string, name: string): string {
  return `${collection.id}/${encodeURIComponent(recordId)}/${name}`;
}

/** Whose file, or whose file's thumb, lies at a path: the other way round. */
export function ownerOfPath(path: string): {
  readonly collectionId: string;
  readonly recordId: string;
  readonly name: string;
} {
  const [collectionId = "", record = "", name = "", thumb] = path.split("/");
  return {
    collectionId,
    recordId: decodeURIComponent(record),
    name: thumb === undefined ? name : name.replace(/^thumbs_/, ""),
  };
}

/** The smaller versions of an image are beside it. */
export function thumbPath(path: string, size: string): string {
  return `${thumbsPath(path)}/${size}_${path.split("/").at(-1)}`;
}

/** Drops the files that a row spoke of and no longer does, once that is certain. */
export function dropFiles(
  { blobs }: Context,
  writer: Writer,
  collection: Collection,
  before: Row,
  after: Row | null,
): void {
  for (const field of collection.fields) {
    if (field.type !== "file") continue;
    const kept = after ? fileNames(field, after[field.name]) : [];
    for (const name of fileNames(field, before[field.name])) {
      if (!kept.includes(name))
        dropFile(blobs, writer, filePath(collection, String(before.id), name));
    }
  }
}

/** Drops what a collection's change leaves nobody speaking of; a view's files are not its own. */
export async function dropFieldFiles(
  { blobs }: Context,
  writer: Writer,
  before: Collection,
  after: Collection,
): Promise<void> {
  if (before.type === "view") return;
  for (const field of before.fields) {
    if (field.type !== "file") continue;
    const next = after.fields.find(({ id }) => id === field.id);
    if (next && Number(next.maxSelect) > 1 === Number(field.maxSelect) > 1) continue;
    for (const [id, names] of await namesIn(writer, before, field)) {
      // A list that becomes a single file keeps its last one.
      const gone = next ? names.slice(0, -1) : names;
      for (const name of gone) dropFile(blobs, writer, filePath(before, id, name));
    }
  }
}

export function dropCollectionFiles({ blobs }: Context, writer: Writer, { id }: Collection): void {
  writer.whenKept(() => blobs.removeAll(id));
}

function dropFile(blobs: Blobs, writer: Writer, path: string): void {
  writer.whenKept(async () => {
    await blobs.remove(path);
    await blobs.removeAll(thumbsPath(path));
  });
}

function thumbsPath(path: string): string {
  return path.replace(/[^/]+$/, (name) => `thumbs_${name}`);
}

async function namesIn(
  writer: Writer,
  collection: Collection,
  field: Field,
): Promise<[id: string, names: string[]][]> {
  const column = identifier(field.name);
  const rows = await writer.all<{ id: string; cell: string }>(
    sql`SELECT "id", ${column} AS "cell" FROM ${identifier(collection.name)} WHERE ${column} NOT IN ('', '[]')`,
  );
  return rows.map(({ id, cell }) => [id, fileNames(field, cell)]);
}
