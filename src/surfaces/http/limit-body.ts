import { Failure } from "../../kernel/failure.ts";

/**
 * The request, or an answer to read its body from instead: never more than `maxBytes` of a body are
 * held. A length that is said is enough to refuse; a body without one is counted as it comes.
 * @throws Failure `tooLarge`, or `invalid` when the body breaks off.
 */
export function limitBody(request: Request, maxBytes: number): Request | Promise<Response> {
  const length = request.headers.get("content-length");
  if (length === null) return collect(request, maxBytes);
  if (Number(length) > maxBytes) throw tooLarge(maxBytes);
  return request;
}

/** Said of anything that goes wrong while a body comes in: it is the sender's matter, not ours. */
export function unreadable(thrown: unknown): never {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  throw new Failure("invalid", "An error occurred while loading the submitted data.", {
    hint: `The body cannot be read: ${reason.slice(0, 200)}`,
    cause: thrown,
  });
}

async function collect(request: Request, maxBytes: number): Promise<Response> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    // Leaving the loop tells the sender to stop.
    for await (const chunk of request.body ?? []) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : unreadable(thrown);
  }
  const type = request.headers.get("content-type");
  return new Response(new Blob(chunks), { headers: type ? { "content-type": type } : {} });
}

/** The answer to more than may come. */
export function tooLarge(maxBytes: number): Failure {
  return new Failure("tooLarge", "Request entity too large.", {
    hint: `A body has at most ${maxBytes} bytes.`,
  });
}
