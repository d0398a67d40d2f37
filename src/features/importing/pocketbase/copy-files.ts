import type { Context } from "../../../kernel/context.ts";
import type { Row } from "../../../kernel/storage.ts";
import type { Report } from "./report.ts";
import { textCell, type PocketbaseSource } from "./pocketbase-source.ts";
import type { Definition } from "./read-definitions.ts";

export interface CopiedFiles {
  /** How many by the collection's id. */
  readonly counts: ReadonlyMap<string, number>;
  /** Takes them away again. */
  undo(): Promise<void>;
}

/**
 * Copies the files that records name, before the rows come in: one too many can be swept away, one
 * missing could not be made up for. Thumbs are made anew when they are asked for.
 */
export async function copyFiles(
  { blobs, dryRun }: Context,
  source: PocketbaseSource,
  files: readonly NamedFile[],
  report: Report,
  onFile: () => void,
): Promise<CopiedFiles> {
  const counts = new Map<string, number>();
  const written: string[] = [];
  const undo = async () => {
    for (const path of written) await blobs.remove(path);
  };
  try {
    for (const { id, name, record, file } of files) {
      onFile();
      const path = await source.findFile(id, record, file);
      if (path === null) {
        report.leaveOut(`${name}/${record}/${file}`, "The file is not in the storage directory.");
        continue;
      }
      if (!dryRun) {
        const target = `${id}/${record}/${file}`;
        await blobs.put(target, Bun.file(path));
        written.push(target);
      }
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  } catch (thrown) {
    await undo();
    throw thrown;
  }
  return { counts, undo };
}

/** A file as a record names it; `id` and `name` are the collection's. */
export interface NamedFile {
  readonly id: string;
  readonly name: string;
  readonly record: string;
  readonly file: string;
}

export function filesNamed(
  { database }: PocketbaseSource,
  definitions: readonly Definition[],
): NamedFile[] {
  const files: NamedFile[] = [];
  for (const { id, name, type, fields } of definitions) {
    const fileFields = fields.filter((field) => field.type === "file");
    if (type === "view" || fileFields.length === 0) continue;
    for (const row of database.rows(name)) {
      const record = String(row.id);
      const named = fileFields.flatMap((field) => namesIn(row, field.name));
      files.push(...named.map((file) => ({ id, name, record, file })));
    }
  }
  return files;
}

function namesIn(row: Row, field: string): string[] {
  const cell = textCell(row[field]);
  if (typeof cell !== "string" || cell === "") return [];
  return cell.startsWith("[") ? (JSON.parse(cell) as string[]) : [cell];
}
