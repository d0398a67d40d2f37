// yauzl reads zips by the directory at their end, of any size, and lets no name lead out of a folder.
import { crc32 } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";
import { Failure } from "../../kernel/failure.ts";

export type TakeEntry = (name: string, content: AsyncIterable<Uint8Array>) => Promise<void>;

/**
 * Hands every file of a zip to `take`, which reads it to its end: only then it is known to be whole.
 * `advance` is told how many bytes of the zip have been read.
 * @throws Failure `invalid` where the zip or one of its files is damaged.
 */
export async function readZip(
  path: string,
  advance: (bytes: number) => void,
  take: TakeEntry,
): Promise<void> {
  let zip: ZipFile | undefined;
  try {
    zip = await open(path);
    const seen = new Set<string>();
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      if (seen.has(entry.fileName)) throw new Error(`${entry.fileName} is in it twice`);
      seen.add(entry.fileName);
      const content = checked(entry, await zip.openReadStreamPromise(entry), advance);
      await take(entry.fileName, content);
    }
  } catch (thrown) {
    if (thrown instanceof Failure || isOfDisk(thrown)) throw thrown;
    throw damaged(thrown);
  } finally {
    zip?.close();
  }
}

async function open(path: string): Promise<ZipFile> {
  const { openPromise } = await import("yauzl");
  return openPromise(path, { lazyEntries: true, autoClose: false });
}

/** The text of a zip's first file, where it is called that; null where it is not, or there is no such zip. */
export async function readFirst(path: string, name: string): Promise<string | null> {
  let zip: ZipFile | undefined;
  try {
    zip = await open(path);
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== name || entry.uncompressedSize > firstBytes) return null;
      const chunks = await Array.fromAsync(await zip.openReadStreamPromise(entry));
      return Buffer.concat(chunks as Uint8Array[]).toString();
    }
    return null;
  } catch {
    // No zip, unreadable, or gone by now: what such a file is worth shows when it is verified.
    return null;
  } finally {
    zip?.close();
  }
}

/** More than any list of tables needs. */
const firstBytes = 1024 * 1024;

async function* checked(
  { fileName, crc32: expected, compressedSize, uncompressedSize }: Entry,
  content: AsyncIterable<Uint8Array>,
  advance: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  let sum = 0;
  for await (const chunk of content) {
    sum = crc32(chunk, sum);
    advance((chunk.length / Math.max(1, uncompressedSize)) * compressedSize);
    yield chunk;
  }
  if (sum !== expected) throw new Error(`${fileName} is not what it was`);
}

function damaged(thrown: unknown): Failure {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new Failure("invalid", `The backup is damaged: ${reason}.`, {
    cause: thrown,
    hint: "Take another one: vaultbase backup list shows them, verify checks them.",
  });
}

function isOfDisk(thrown: unknown): boolean {
  return ["ENOSPC", "EACCES", "EROFS", "ENOENT"].includes(
    String((thrown as NodeJS.ErrnoException).code),
  );
}
