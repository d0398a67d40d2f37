// yazl writes zips as streams, of any size, and deflates off the event loop. Few starts need it.
import { createReadStream, createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import type { Blobs } from "../../kernel/blobs.ts";

export interface ZipContents {
  /** What `backup.json` says. */
  readonly manifest: object;
  readonly databasePath: string;
  readonly blobs: Blobs;
  /** Told how many bytes have been taken in, as they are. */
  readonly advance?: (bytes: number) => void;
}

/** Writes a backup's zip, durably. */
export async function writeZip(path: string, contents: ZipContents): Promise<void> {
  const { ZipFile } = await import("yazl");
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(path, { flush: true, mode: 0o600 }));
  zip.on("error", (error) => (zip.outputStream as Readable).destroy(error));
  zip.addBuffer(Buffer.from(JSON.stringify(contents.manifest)), manifestEntry);
  zip.addReadStreamLazy(databaseEntry, { compressionLevel: quickly }, (give) =>
    give(null, Readable.from(told(createReadStream(contents.databasePath), contents.advance))),
  );
  for await (const { path: name, modified } of contents.blobs.list("")) {
    const chunks = await begin(contents.blobs, name);
    if (!chunks) continue;
    const stream = Readable.from(told(chunks, contents.advance));
    // One at a time, so that no more than one is open. Most are compressed already.
    zip.addReadStream(stream, fileFolder + name, { compress: false, mtime: modified });
    await Promise.race([finished(stream), written]);
  }
  zip.end();
  await written;
}

async function* told(
  chunks: AsyncIterable<Uint8Array>,
  advance: ZipContents["advance"],
): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    advance?.(chunk.length);
    yield chunk;
  }
}

/** Null where the file is gone by now; once it is read, it may go. */
async function begin(blobs: Blobs, path: string): Promise<AsyncIterable<Uint8Array> | null> {
  const blob = await blobs.open(path);
  const chunks = blob?.content.stream().values();
  const first = await chunks?.next().catch(missing);
  if (!chunks || !first) return null;
  return (async function* () {
    if (!first.done) yield first.value;
    yield* chunks;
  })();
}

function missing(thrown: unknown): null {
  if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return null;
  throw thrown;
}

export const manifestEntry = "backup.json";
export const databaseEntry = "data.db";
export const fileFolder = "storage/";

/** zlib's level: a database shrinks to about as little, in half the time. */
const quickly = 1;
