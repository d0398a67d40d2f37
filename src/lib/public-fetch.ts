import type { IncomingMessage } from "node:http";
import { publicRequest } from "./public-request.ts";

export interface PublicFetchOptions {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Whether an address may be in the own network: see `isAmongHosts`. */
  isTrusted(url: URL): boolean;
}

/**
 * What an address leads to that somebody outside chose: never into the own network, whatever names,
 * numbers or redirects say. The address that was looked at is the one that is connected to.
 * @throws Error when it leads there, does not answer well, or answers too much.
 */
export async function publicFetch(
  address: string,
  options: PublicFetchOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  let url = new URL(address);
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const answer = await publicRequest(url, { isTrusted: options.isTrusted, signal });
    const { location } = answer.headers;
    if (answer.statusCode === 200) return readAll(answer, options.maxBytes);
    answer.destroy();
    if (location === undefined) throw new Error(`${url.host} answered ${answer.statusCode}`);
    url = new URL(location, url);
  }
  throw new Error(`${url.host} redirects too often`);
}

const maxRedirects = 3;

async function readAll(
  answer: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer<ArrayBuffer>>) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes came`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
