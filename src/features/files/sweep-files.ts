import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { operation } from "../../kernel/operation.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import { fileNames } from "../collections/fields/file.ts";
import { ownerOfPath } from "../collections/stored-files.ts";

/** A crash between a file and its row leaves one without the other; that is what this is for. */
export const sweepFiles = operation({
  name: "files.sweep",
  summary: "Remove files that no record speaks of any more, if they are older than an hour.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  reach: "everything",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    removed: Type.Integer({ description: "Files." }),
    bytes: Type.Integer(),
  }),
  http: "POST /files/sweep",
  command: { positional: [], example: "vaultbase files sweep --dry-run" },

  run: (context) => sweep(context),
});

/** Younger files may belong to a write that has not ended yet. */
const youngMs = 60 * 60 * 1000;

export async function sweep(context: Context): Promise<{ removed: number; bytes: number }> {
  const { blobs, dryRun, services } = context;
  const before = new Date(context.now().getTime() - youngMs);
  if (!dryRun) await blobs.tidy(before);
  const catalog = await services.catalogs.current();
  let folder = "";
  let names: ReadonlySet<string> = new Set();
  let removed = 0;
  let bytes = 0;
  for await (const { path, size, modified } of blobs.list("")) {
    if (modified >= before) continue;
    const { collectionId, recordId, name } = ownerOfPath(path);
    // A record's files come one after another.
    if (folder !== `${collectionId}/${recordId}`) {
      folder = `${collectionId}/${recordId}`;
      names = await namesOf(context, catalog, collectionId, recordId);
    }
    if (names.has(name)) continue;
    removed++;
    bytes += size;
    if (!dryRun) await blobs.remove(path);
  }
  return { removed, bytes };
}

async function namesOf(
  { storage }: Context,
  catalog: Catalog,
  collectionId: string,
  recordId: string,
): Promise<Set<string>> {
  const collection = catalog.collections.find(({ id }) => id === collectionId);
  const fields = collection?.fields.filter(({ type }) => type === "file") ?? [];
  if (!collection || fields.length === 0) return new Set();
  const [row] = await storage.all(
    sql`SELECT * FROM ${identifier(collection.name)} WHERE "id" = ${recordId}`,
  );
  return new Set(row ? fields.flatMap((field) => fileNames(field, row[field.name])) : []);
}
