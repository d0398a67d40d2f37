import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Failure } from "../../kernel/failure.ts";
import type { Blobs } from "../../kernel/blobs.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import type { BackupWork } from "./backup-work.ts";
import type { Manifest } from "./make-backup.ts";
import { readFirst, readZip } from "./read-zip.ts";
import { databaseEntry, fileFolder, manifestEntry } from "./write-zip.ts";

/** What a backup turned out to be. */
export interface BackupReport {
  /** ISO 8601; "" where it does not say. */
  readonly created: string;
  readonly madeBy: string;
  readonly files: number;
  /** Of all tables, ours included. */
  readonly rows: number;
  /** Empty where everything is as it was. */
  readonly problems: string[];
}

/**
 * Reads all of a zip: every file's checksum, the database's own check, and the rows counted when it
 * was made. The database comes to lie in `folder`, the files among `blobs` where there are any.
 * @throws Failure `invalid` where the zip is damaged or holds something else.
 */
export async function readBackup(
  workbench: Workbench,
  zip: string,
  folder: string,
  { blobs, work }: { readonly blobs?: Blobs; readonly work?: BackupWork | undefined } = {},
): Promise<BackupReport> {
  const databasePath = join(folder, databaseEntry);
  let manifest: Partial<Manifest> = {};
  let files = 0;
  work?.begin(work.step, Bun.file(zip).size);
  const advance = (bytes: number) => work?.advance(bytes);
  await readZip(zip, advance, async (name, content) => {
    if (name === databaseEntry) {
      await pipeline(content, createWriteStream(databasePath, { flush: true, mode: 0o600 }));
    } else if (name === manifestEntry) {
      manifest = JSON.parse(await textOf(content)) as Manifest;
    } else if (name.startsWith(fileFolder)) {
      files++;
      await (blobs ? blobs.put(name.slice(fileFolder.length), content) : readThrough(content));
    } else throw stranger(name);
  });
  if (!(await Bun.file(databasePath).exists())) throw stranger(`no ${databaseEntry}`);
  work?.begin("checking");
  const found = await workbench.inspect(databasePath);
  return {
    created: manifest.created ?? "",
    madeBy: manifest.madeBy ?? "",
    files,
    rows: Object.values(found.rows).reduce((sum, each) => sum + each, 0),
    problems: [...found.problems, ...differences(manifest.rows ?? {}, found.rows)],
  };
}

/** What a backup says of itself, without reading all of it; texts are empty where it does not say. */
export async function readManifest(zip: string): Promise<Pick<Manifest, ManifestText>> {
  const told = parsed((await readFirst(zip, manifestEntry)) ?? "{}");
  const text = (name: ManifestText) => (typeof told[name] === "string" ? told[name] : "");
  return { created: text("created"), madeBy: text("madeBy"), madeFor: text("madeFor") };
}

type ManifestText = "created" | "madeBy" | "madeFor";

function parsed(text: string): Partial<Manifest> {
  try {
    return (JSON.parse(text) ?? {}) as Partial<Manifest>;
  } catch {
    // Somebody else's file of that name.
    return {};
  }
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of content) text += decoder.decode(chunk, { stream: true });
  return text;
}

async function readThrough(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content);
}

function differences(then: Manifest["rows"], now: Manifest["rows"]): string[] {
  return Object.keys({ ...then, ...now })
    .filter((table) => then[table] !== now[table])
    .map((table) => `${table} had ${then[table] ?? "no"} rows and has ${now[table] ?? "none"}`);
}

function stranger(what: string): Failure {
  return new Failure("invalid", `The zip is not a backup of Vaultbase: it has ${what}.`, {
    hint: "PocketBase's are unpacked and brought along with: vaultbase import pocketbase DIR",
  });
}
