import * as dns from "node:dns";
import type { IncomingMessage } from "node:http";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

export interface PublicRequest {
  /** GET unless told otherwise. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal: AbortSignal;
  /** Whether an address may be in the own network: see `isAmongHosts`. */
  isTrusted(url: URL): boolean;
  /** Who knows names' addresses; the system unless told otherwise. */
  readonly lookUp?: LookUp;
}

/** As node's `dns.lookup` is called for all addresses. */
export type LookUp = (
  host: string,
  options: dns.LookupAllOptions,
  answer: (failed: NodeJS.ErrnoException | null, found?: dns.LookupAddress[]) => void,
) => void;

/**
 * One request to an address that somebody outside chose: never into the own network, whatever names
 * and numbers say. The address that was looked at is the one that is connected to. Redirects are the
 * caller's: what is answered is the first answer, whose body is still to be read or destroyed.
 * @throws Error when it leads there, or nobody answers before the signal.
 */
export async function publicRequest(
  url: URL,
  { isTrusted, signal, method = "GET", headers = {}, body, lookUp = dns.lookup }: PublicRequest,
): Promise<IncomingMessage> {
  const client = await clientFor(url.protocol);
  const trusted = isTrusted(url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A number is connected to without being looked up.
  if (!trusted && isIP(host) !== 0 && !isPublicAddress(host)) throw inside(host);
  const lookup = trusted ? undefined : publicOnly(lookUp);
  return new Promise((resolve, reject) => {
    const asked = client.request(url, { method, headers, signal, agent: false, lookup }, resolve);
    asked.on("error", reject);
    asked.end(body);
  });
}

/** Loaded when something is asked: many processes never do. */
function clientFor(protocol: string) {
  if (protocol === "http:") return import("node:http");
  if (protocol === "https:") return import("node:https");
  throw new Error(`${protocol} is not asked`);
}

function publicOnly(lookUp: LookUp): LookupFunction {
  return (host, options, answer) => {
    lookUp(host, { ...options, all: true }, (failed, found = []) => {
      const [first, ...others] = found.filter(({ address }) => isPublicAddress(address));
      if (failed) answer(failed, "");
      else if (!first) answer(inside(host), "");
      else if (options.all) answer(null, [first, ...others]);
      else answer(null, first.address, first.family);
    });
  };
}

function inside(host: string): Error {
  return new Error(`${host} is not in the open internet`);
}
