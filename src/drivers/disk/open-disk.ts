import { readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BlobEntry, Blobs, StoredBlob } from "../../kernel/blobs.ts";
import { decodeSegment, toFilePath } from "./blob-path.ts";
import { isMissing } from "./disk-failure.ts";
import { removeEmpty, StagedFile, stagingFolder } from "./staged-file.ts";

/** Blobs as files below a folder, which is made when the first one comes. */
export function openDisk(root: string): Blobs {
  return {
    stage: (content) => StagedFile.write(root, content),
    async put(path, content) {
      const staged = await StagedFile.write(root, content);
      try {
        await staged.moveTo(path);
      } finally {
        await staged.discard();
      }
    },
    open: (path) => openFile(toFilePath(root, path)),
    async remove(path) {
      const file = toFilePath(root, path);
      await rm(file, { force: true });
      await removeEmpty(root, dirname(file));
    },
    async removeAll(path) {
      const folder = toFilePath(root, path);
      await rm(folder, { force: true, recursive: true });
      if (path !== "") await removeEmpty(root, dirname(folder));
    },
    list: (path) => listFolder(toFilePath(root, path), path),
    tidy: (moment) => tidy(stagingFolder(root), moment),
  };
}

async function openFile(file: string): Promise<StoredBlob | null> {
  const found = await lookUp(() => stat(file));
  if (!found?.isFile()) return null;
  return { size: found.size, modified: found.mtime, content: Bun.file(file) };
}

async function* listFolder(folder: string, path: string): AsyncIterable<BlobEntry> {
  for (const entry of (await lookUp(() => readdir(folder, { withFileTypes: true }))) ?? []) {
    // Whatever is named differently is staged, or somebody else's.
    const segment = decodeSegment(entry.name);
    if (segment === null) continue;
    const here = path === "" ? segment : `${path}/${segment}`;
    const file = join(folder, entry.name);
    if (entry.isDirectory()) yield* listFolder(file, here);
    else {
      const found = await lookUp(() => stat(file));
      if (found) yield { path: here, size: found.size, modified: found.mtime };
    }
  }
}

async function tidy(folder: string, moment: Date): Promise<void> {
  for (const name of (await lookUp(() => readdir(folder))) ?? []) {
    const file = join(folder, name);
    const found = await lookUp(() => stat(file));
    if (found && found.mtime < moment) await rm(file, { force: true });
  }
}

/** Null where there is nothing: somebody may have removed it just now. */
async function lookUp<R>(look: () => Promise<R>): Promise<R | null> {
  try {
    return await look();
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
}
