import { lookup, type LookupAddress } from "node:dns";
import * as http from "node:http";
import * as https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

export interface PublicFetchOptions {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Hosts, with their ports, that may be in the own network. */
  isTrusted(host: string): boolean;
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
    const answer = await ask(url, options, signal);
    const { location } = answer.headers;
    if (answer.statusCode === 200) return readAll(answer, options.maxBytes);
    answer.destroy();
    if (location === undefined) throw new Error(`${url.host} answered ${answer.statusCode}`);
    url = new URL(location, url);
  }
  throw new Error(`${url.host} redirects too often`);
}

const maxRedirects = 3;

function ask(
  url: URL,
  { isTrusted }: PublicFetchOptions,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const clients: Record<string, typeof http | typeof https> = { "http:": http, "https:": https };
  const client = clients[url.protocol];
  if (!client) throw new Error(`${url.protocol} is not asked`);
  const trusted = isTrusted(url.host);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A number is connected to without being looked up.
  if (!trusted && isIP(host) !== 0 && !isPublicAddress(host)) throw inside(host);
  return new Promise((resolve, reject) => {
    const asked = client.get(
      url,
      { signal, agent: false, ...(!trusted && { lookup: lookUpPublic }) },
      resolve,
    );
    asked.on("error", reject);
  });
}

const lookUpPublic: LookupFunction = (host, options, answer) => {
  lookup(host, { ...options, all: true }, (failed, found: LookupAddress[] = []) => {
    const [first, ...others] = found.filter(({ address }) => isPublicAddress(address));
    if (failed) answer(failed, "");
    else if (!first) answer(inside(host), "");
    else if (options.all) answer(null, [first, ...others]);
    else answer(null, first.address, first.family);
  });
};

function inside(host: string): Error {
  return new Error(`${host} is not in the open internet`);
}

async function readAll(
  answer: http.IncomingMessage,
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
