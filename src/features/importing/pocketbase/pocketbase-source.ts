import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Failure } from "../../../kernel/failure.ts";
import type { ForeignDatabase, OpenForeignDatabase } from "../../../kernel/foreign-database.ts";
import type { Cell } from "../../../kernel/storage.ts";

/** A `pb_data` directory. */
export interface PocketbaseSource {
  readonly database: ForeignDatabase;
  /** Where a record's file is, or null where it is not. */
  findFile(collectionId: string, recordId: string, name: string): Promise<string | null>;
  /** What stands in or beside the directory and is no data: hooks, migrations, pages. */
  readonly besides: readonly string[];
}

/** @throws Failure `notFound` or `invalid` where this is no data directory of today's PocketBase. */
export async function openSource(
  openForeign: OpenForeignDatabase,
  directory: string,
): Promise<PocketbaseSource> {
  const root = resolve(directory);
  const database = openForeign(join(root, "data.db"));
  if (!database.tables.has("_superusers")) {
    database.close();
    const isOlder = database.tables.has("_admins");
    throw new Failure("invalid", `${directory} is not the data of a PocketBase from 0.23 on.`, {
      hint: isOlder
        ? "It is of an older one: start today's PocketBase with it once, which brings it up to date."
        : "Name the directory that holds data.db, usually pb_data.",
    });
  }
  return {
    database,
    findFile: (collectionId, recordId, name) =>
      existing(join(root, "storage", basename(collectionId), basename(recordId), basename(name))),
    besides: await findBesides(root),
  };
}

/** PocketBase writes some texts, its settings for one, as bytes. */
export function textCell(cell: Cell | undefined): Cell | undefined {
  return cell instanceof Uint8Array ? new TextDecoder().decode(cell) : cell;
}

async function existing(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? path : null;
}

async function findBesides(root: string): Promise<string[]> {
  const beside = await readdir(dirname(root)).catch((): string[] => []);
  return ["pb_hooks", "pb_migrations", "pb_public"].filter((name) => beside.includes(name));
}
