import type { RequestFacts } from "../../kernel/context.ts";

/** The network address a request came from, or "" where nothing is known of it. */
export type AddressOf = (request: Request) => string;

export const unknownAddress: AddressOf = () => "";

/** What rules may ask of a request. Few do, so everything is read when asked for. */
export function requestFacts(request: Request, addressOf: AddressOf): RequestFacts {
  let query: Record<string, string> | undefined;
  let headers: Record<string, string> | undefined;
  return {
    door: "http",
    method: request.method,
    context: "default",
    get query() {
      return (query ??= Object.fromEntries(queryOf(request.url)));
    },
    get headers() {
      return (headers ??= readHeaders(request.headers));
    },
    get address() {
      return addressOf(request);
    },
    get client() {
      const agent = request.headers.get("user-agent");
      return agent === null ? null : { name: agent, version: "" };
    },
    transport: "http",
    get gone() {
      return request.signal;
    },
  };
}

/** A later repetition of a key wins, as `Object.fromEntries` has it. */
export function queryOf(url: string): URLSearchParams {
  const start = url.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : url.slice(start + 1));
}

function readHeaders(headers: Headers): Record<string, string> {
  const read: Record<string, string> = {};
  headers.forEach((value, name) => {
    read[name.toLowerCase().replaceAll("-", "_")] = value;
  });
  return read;
}
