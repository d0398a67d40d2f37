import { join } from "node:path";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { version } from "../../../package.json";
import { nameTaken } from "./backup-key.ts";
import { writeZip } from "./write-zip.ts";

/** What a backup says of itself. */
export interface Manifest {
  readonly madeBy: string;
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
  await shelf.alone(() =>
    shelf.inFolder((folder) =>
      workbench.whileFilesStay(async () => {
        const databasePath = join(folder, "data.db");
        await context.storage.copyTo(databasePath);
        const { problems, rows } = await workbench.inspect(databasePath);
        if (problems.length > 0) throw unsound(problems);
        const created = context.now().toISOString();
        const manifest: Manifest = { madeBy: `Vaultbase ${version}`, created, rows };
        const path = join(folder, "backup.zip");
        await writeZip(path, { manifest, databasePath, blobs: context.blobs });
        await shelf.add(path, key);
      }),
    ),
  );
}

function unsound(problems: readonly string[]): Failure {
  return new Failure("unavailable", "The data file is damaged: it is not worth a backup.", {
    hint: `Restore an older backup. What was found: ${problems.slice(0, 3).join("; ")}`,
  });
}
