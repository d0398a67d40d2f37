import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { WhileAlone } from "../../kernel/workbench.ts";
import { keep, unpacked } from "./prepare-restore.ts";

/**
 * Puts an unpacked backup in the place of the data, where there is one. Killed at any step, it goes
 * on where it was the next time; nobody opens the directory in between.
 * @throws Failure `conflict` where another process works on the data.
 */
export async function finishRestore(directory: string, whileAlone: WhileAlone): Promise<void> {
  if (!existsSync(join(directory, unpacked))) return;
  await whileAlone(join(directory, "data.db"), async () => {
    for (const step of restoreSteps(directory)) await step();
  });
}

/** Each may be repeated, and finds out for itself whether it has been done. */
export function restoreSteps(directory: string): readonly (() => Promise<void>)[] {
  const here = (...path: string[]) => join(directory, ...path);
  const waits = (name: string) => existsSync(here(unpacked, name));
  return [
    // The old log belongs to the old file, and must not be taken for the new one's.
    async () => {
      if (!waits("data.db")) return;
      for (const end of ["-wal", "-shm"]) await rm(here(`data.db${end}`), { force: true });
    },
    async () => {
      if (waits("data.db")) await rename(here(unpacked, "data.db"), here("data.db"));
    },
    async () => {
      if (!waits("storage") || !existsSync(here("storage"))) return;
      await rename(here("storage"), here(unpacked, `replaced-${Date.now()}`));
    },
    async () => {
      if (waits("storage")) await rename(here(unpacked, "storage"), here("storage"));
    },
    () => keep(directory),
    () => rm(here(unpacked), { recursive: true, force: true }),
  ];
}

/** Leaves the data as it is, where somebody else holds on to it. */
export async function abandonRestore(directory: string): Promise<void> {
  await rm(join(directory, unpacked), { recursive: true, force: true });
}
