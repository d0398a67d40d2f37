import { Failure } from "../../kernel/failure.ts";

type Fetch = (request: Request) => Promise<Response>;

/**
 * The same answers, which only pages of these origins may read; `*` lets all. Answers speak of `*` by
 * themselves, because no cookies are used: what a page gets depends on the token it has.
 */
export function restrictOrigins(fetch: Fetch, origins: readonly string[]): Fetch {
  if (origins.includes("*")) return fetch;
  const allowed = new Set(origins.map(readOrigin));
  return async (request) => {
    const response = await fetch(request);
    const origin = request.headers.get("origin");
    response.headers.append("vary", "Origin");
    if (origin !== null && allowed.has(origin)) {
      response.headers.set("access-control-allow-origin", origin);
    } else response.headers.delete("access-control-allow-origin");
    return response;
  };
}

/** @throws Failure `invalid` for what is no origin. */
export function readOrigin(text: string): string {
  const url = URL.parse(text);
  if (url && url.origin !== "null" && `${url.origin}/` === url.href) return url.origin;
  throw new Failure("invalid", `${JSON.stringify(text)} is no origin.`, {
    hint: "An origin is a scheme and a host, and a port if need be: https://app.example.com.",
  });
}
