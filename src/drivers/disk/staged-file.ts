import { mkdir, open, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BlobContent, StagedBlob } from "../../kernel/blobs.ts";
import { toFilePath } from "./blob-path.ts";
import { isMissing, translate } from "./disk-failure.ts";

/** A file that is whole and durable under a name nobody asks for, on the disk it will stay on. */
export class StagedFile implements StagedBlob {
  #place: string | undefined;

  private constructor(
    private readonly root: string,
    private readonly file: string,
    readonly size: number,
  ) {}

  static async write(root: string, content: BlobContent): Promise<StagedFile> {
    const folder = stagingFolder(root);
    const file = join(folder, crypto.randomUUID());
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return new StagedFile(root, file, await writeDurably(file, content));
    } catch (thrown) {
      await rm(file, { force: true });
      throw translate(thrown);
    }
  }

  get content(): Blob {
    return Bun.file(this.#place ?? this.file);
  }

  async moveTo(path: string): Promise<void> {
    const place = toFilePath(this.root, path);
    try {
      await moveInto(this.file, place);
      this.#place = place;
      await makeDurable(dirname(place));
    } catch (thrown) {
      throw translate(thrown);
    }
  }

  async moveBack(): Promise<void> {
    if (this.#place === undefined) return;
    const place = this.#place;
    await rename(place, this.file);
    this.#place = undefined;
    await removeEmpty(this.root, dirname(place));
  }

  async discard(): Promise<void> {
    if (this.#place === undefined) await rm(this.file, { force: true });
  }
}

/** No segment begins with a dot, so no blob can be in here. */
export function stagingFolder(root: string): string {
  return join(root, ".incoming");
}

/** Folders go when nothing is left in them. */
export async function removeEmpty(root: string, folder: string): Promise<void> {
  let each = folder;
  while (each !== root) {
    try {
      await rmdir(each);
    } catch (thrown) {
      if (!isMissing(thrown)) return; // something is in it, so it stays
    }
    each = dirname(each);
  }
}

async function writeDurably(file: string, content: BlobContent): Promise<number> {
  const handle = await open(file, "wx", 0o600);
  let size = 0;
  try {
    for await (const chunk of content instanceof Blob ? content.stream() : content) {
      // `write` may take less than it is given; `writeFile` on a handle goes on where it stands.
      await handle.writeFile(chunk);
      size += chunk.byteLength;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return size;
}

/** Somebody may remove the folder, empty as it is, between its making and the move: then once more. */
async function moveInto(file: string, place: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  try {
    await rename(file, place);
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await rename(file, place);
  }
}

/** A rename is durable once its folder is; Windows has no such thing and needs none. */
async function makeDurable(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
