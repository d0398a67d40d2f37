import { Busboy, type BusboyHeaders, type BusboyInstance } from "@fastify/busboy";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Blobs } from "../../kernel/blobs.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { Upload } from "../../kernel/upload.ts";
import { tooLarge, unreadable } from "./limit-body.ts";

/** Where a form's files go while nobody knows yet what becomes of them. */
export interface FileReception {
  /** Bytes that all files together may have. */
  readonly maxBytes: number;
  readonly blobs: Blobs;
  /** Every file that was taken in, for the door to discard in the end. */
  readonly uploads: Upload[];
}

/** A form's parts in their order: texts and files. */
export type FormParts = (readonly [name: string, value: string | Upload])[];

/**
 * Reads a multipart form as it comes in: files go to the disk, so that their size is nothing the
 * memory has to bear. Bun's own `formData()` holds everything at once; hence busboy.
 * Without a reception, no files are taken.
 * @throws Failure `invalid` or `tooLarge`; what was received by then is in `files.uploads`.
 */
export async function readForm(request: Request, files: FileReception | null): Promise<FormParts> {
  const maxBytes = limits.bodyBytes + (files?.maxBytes ?? 0);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const parts: FormParts = [];
  const receiving: Promise<void>[] = [];
  const streams: Readable[] = [];
  const abort = new AbortController();
  // The first cause; that everything else breaks off is its consequence.
  let failure: unknown;
  const fail = (thrown: unknown) => {
    failure ??= thrown;
    abort.abort();
  };
  let textBytes = 0;
  try {
    const parser = openParser(request);
    parser.on("field", (name, text, _, cut) => {
      textBytes += text.length;
      if (cut || textBytes > limits.bodyBytes) fail(tooLarge(limits.bodyBytes));
      else if (name !== undefined) parts.push([name, text]);
    });
    parser.on("file", (name, stream, fileName: string | undefined) => {
      streams.push(stream);
      // Who reads it hears of it; a stream that nobody reads may end as it likes.
      stream.on("error", () => undefined);
      const place = parts.push([name, ""]) - 1;
      receiving.push(
        receive(files, name, fileName ?? "", stream).then(
          (value) => void (parts[place] = [name, value]),
          fail,
        ),
      );
    });
    parser.on("partsLimit", () => fail(tooManyParts()));
    const source = Readable.from(counted(request, maxBytes, fail));
    await pipeline(source, parser, { signal: abort.signal });
  } catch (thrown) {
    fail(thrown);
  }
  if (failure) for (const stream of streams) stream.destroy(new Error("the form broke off"));
  await Promise.all(receiving);
  if (failure) throw failure instanceof Failure ? failure : unreadable(failure);
  return parts;
}

function openParser(request: Request): BusboyInstance {
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  return new Busboy({
    headers: headers satisfies BusboyHeaders,
    preservePath: true,
    limits: { fieldSize: limits.bodyBytes, parts: limits.formParts },
  });
}

/** Leaving the loop tells the sender to stop. */
async function* counted(
  request: Request,
  maxBytes: number,
  fail: (thrown: unknown) => void,
): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) return fail(tooLarge(maxBytes));
    yield chunk;
  }
}

/** An empty file input comes without a file's name: the same as an empty text. */
async function receive(
  files: FileReception | null,
  name: string,
  fileName: string,
  stream: Readable,
): Promise<string | Upload> {
  if (!files) {
    throw new Failure("invalid", "No files are taken here.", {
      hint: `Leave out the file ${name}.`,
    });
  }
  const staged = await files.blobs.stage(stream);
  const upload = new Upload(fileName, staged.content, staged);
  files.uploads.push(upload);
  return fileName === "" && staged.size === 0 ? "" : upload;
}

function tooManyParts(): Failure {
  return new Failure("tooLarge", "Request entity too large.", {
    hint: `A form has at most ${limits.formParts} parts.`,
  });
}
