import { emptyHeaders, jsonHeaders } from "./response-headers.ts";

/** What the same text always has, and another one practically never. */
export function etagOf(text: string): string {
  return `"${Bun.hash(text).toString(36)}"`;
}

/** JSON that is asked for anew each time, since rights change, but sent only when it is another one. */
export function cachedAnswer(request: Request, text: string, etag = etagOf(text)): Response {
  const caching = { etag, "cache-control": "no-cache", vary: "Authorization, X-API-Key" };
  const known = request.headers.get("if-none-match")?.split(",") ?? [];
  const isKnown = known.some((each) => each.trim().replace(/^W\//, "") === etag);
  if (isKnown) return new Response(null, { status: 304, headers: { ...emptyHeaders, ...caching } });
  return new Response(text, { headers: { ...jsonHeaders, ...caching } });
}
