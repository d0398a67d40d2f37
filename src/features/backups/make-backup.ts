import { join } from "node:path";
import type { Blobs } from "../../kernel/blobs.ts";
import type { Caller } from "../../kernel/caller.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { version } from "../../../package.json";
import { nameTaken } from "./backup-key.ts";
import { BackupWork } from "./backup-work.ts";
import { writeZip } from "./write-zip.ts";

/** What a backup says of itself. */
export interface Manifest {
  readonly madeBy: string;
  /** Who asked for it: an e-mail address, else as logs call them. */
  readonly madeFor: string;
  /** ISO 8601. */
  readonly created: string;
  /** How many rows each table has: what comes back must have as many. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * One moment of the data and the files that belong to it, while everybody works on.
 * @throws Failure `invalid` where the name is taken or another backup is being made, `unavailable`
 * where the data is damaged or the disk full.
 */
export async function makeBackup(context: Context, key: string): Promise<void> {
  const { backups: shelf } = context.services;
  const { workbench } = shelf.world;
  if (await shelf.find(key)) throw nameTaken();
  const work = new BackupWork("create", key, context.now());
  await shelf.alone(work, () =>
    shelf.inFolder((folder) =>
      workbench.whileFilesStay(async () => {
        const databasePath = join(folder, "data.db");
        await context.storage.copyTo(databasePath);
        work.begin("checking");
        const { problems, rows } = await workbench.inspect(databasePath);
        if (problems.length > 0) throw unsound(problems);
        const created = context.now().toISOString();
        const madeFor = nameOf(context.caller);
        const manifest: Manifest = { madeBy: `Vaultbase ${version}`, madeFor, created, rows };
        const path = join(folder, "backup.zip");
        work.begin("packing", await bytesOf(databasePath, context.blobs));
        const advance = (bytes: number) => work.advance(bytes);
        await writeZip(path, { manifest, databasePath, blobs: context.blobs, advance });
        await shelf.add(path, key);
      }),
    ),
  );
}

function nameOf({ record, actor }: Caller): string {
  const email = record?.row.email;
  return typeof email === "string" && email !== "" ? email : actor;
}

/** Of all that is packed, before it is. */
async function bytesOf(databasePath: string, blobs: Blobs): Promise<number> {
  let bytes = Bun.file(databasePath).size;
  for await (const { size } of blobs.list("")) bytes += size;
  return bytes;
}

function unsound(problems: readonly string[]): Failure {
  return new Failure("unavailable", "The data file is damaged: it is not worth a backup.", {
    hint: `Restore an older backup. What was found: ${problems.slice(0, 3).join("; ")}`,
  });
}
