import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { isAmongHosts } from "../../lib/host-list.ts";
import { publicRequest } from "../../lib/public-request.ts";

export interface FetchOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text; anything else is sent as JSON. */
  readonly body?: unknown;
}

export interface Fetched {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * `fetch` of scripts: to the open internet, to hosts of the own network that `outgoing.privateHosts`
 * names, and where `outgoing.scriptHosts` names any, to no others than those. Questions follow
 * redirects, each looked at like the first address.
 * @throws Failure `forbidden` or `unavailable`.
 */
export async function scriptFetch(
  context: Context,
  address: string,
  options: FetchOptions,
  timeoutMs: number,
): Promise<Fetched> {
  const { privateHosts, scriptHosts } = (await context.services.settings.current()).outgoing;
  const signal = AbortSignal.timeout(Math.min(timeoutMs, limits.scriptFetchMs));
  const method = (options.method ?? "GET").toUpperCase();
  const isTrusted = (url: URL) => isAmongHosts(url, privateHosts);
  let headers = headersOf(options);
  let url = urlOf(address);
  for (let hop = 0; ; hop++) {
    if (scriptHosts.length > 0 && !isAmongHosts(url, scriptHosts) && !isTrusted(url)) {
      throw new Failure("forbidden", `Scripts may not ask ${url.host}.`, {
        hint: "The setting outgoing.scriptHosts names the hosts they may ask.",
      });
    }
    try {
      const body = bodyOf(options);
      const answer = await publicRequest(url, {
        method,
        headers,
        signal,
        isTrusted,
        ...(body !== undefined && { body }),
      });
      const { location } = answer.headers;
      const status = answer.statusCode ?? 0;
      const follows = status >= 300 && status < 400 && location && /^(GET|HEAD)$/.test(method);
      if (!follows || hop >= maxRedirects) {
        return { status, headers: flat(answer.headers), body: await readText(answer) };
      }
      answer.destroy();
      const next = new URL(location, url);
      // What lets somebody in at one host is none of another's business.
      if (next.host !== url.host) headers = {};
      url = next;
    } catch (thrown) {
      throw new Failure("unavailable", `${url.host} could not be asked: ${messageOf(thrown)}.`, {
        cause: thrown,
      });
    }
  }
}

const maxRedirects = 3;

function urlOf(address: string): URL {
  const url = URL.parse(address);
  if (url) return url;
  throw new Failure("invalid", `${JSON.stringify(address.slice(0, 200))} is no address.`, {
    hint: "fetch takes whole addresses, such as https://api.example.com/v1/items.",
  });
}

function headersOf({ headers, body }: FetchOptions): Record<string, string> {
  const given = Object.entries(headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  const isJson = body !== undefined && body !== null && typeof body !== "string";
  return { ...(isJson && { "content-type": "application/json" }), ...Object.fromEntries(given) };
}

function bodyOf({ body }: FetchOptions): string | undefined {
  if (body === undefined || body === null) return undefined;
  return typeof body === "string" ? body : JSON.stringify(body);
}

function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]),
  );
}

async function readText(answer: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    if (size > limits.scriptFetchBytes) {
      throw new Error(`it answered more than ${limits.scriptFetchBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
