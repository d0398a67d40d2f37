import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../kernel/failure.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import type { BackupWork } from "./backup-work.ts";
import { readBackup } from "./read-backup.ts";

/**
 * Unpacks a backup beside the data and tries it out. Up to its last step nothing has happened; from
 * then on, whoever next opens the directory alone puts it in place.
 * @throws Failure `invalid`, `conflict` or `unavailable` where it would not do; the data stays.
 */
export async function prepareRestore(
  directory: string,
  workbench: Workbench,
  zip: string,
  work?: BackupWork,
): Promise<void> {
  const folder = join(directory, unpacking);
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "storage"), { recursive: true, mode: 0o700 });
  try {
    const blobs = workbench.blobsAt(join(folder, "storage"));
    const { problems } = await readBackup(workbench, zip, folder, { blobs, work });
    if (problems.length > 0) throw unsound(problems);
    work?.begin("trying");
    await workbench.tryOpen(folder);
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true });
    throw thrown;
  }
  await keep(folder);
  await rename(folder, join(directory, unpacked));
  await keep(directory);
}

/** What is in it may still be thrown away. */
export const unpacking = ".restoring";
/** The journal is the folder's name: what is in it takes the place of what was. */
export const unpacked = ".restore";

/** A folder's entries, durably. */
export async function keep(folder: string): Promise<void> {
  // Windows opens no folders, and keeps their entries by itself.
  if (process.platform === "win32") return;
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}

function unsound(problems: readonly string[]): Failure {
  return new Failure("invalid", "The backup is damaged, and nothing was restored.", {
    hint: `Take another one. What was found: ${problems.slice(0, 3).join("; ")}`,
  });
}
