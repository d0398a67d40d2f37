import type { McpRequest } from "./mcp-request.ts";
import type { Mcp } from "./mcp-surface.ts";
import { isObject } from "./portable-schema.ts";
import { refusal } from "./request-guards.ts";
import type { TooOften } from "./request-limits.ts";
import { traceTooOften } from "./trace-too-often.ts";

/** 429 to whoever asks too often, in a way that programs and models understand. */
export function refuseOften(
  mcp: Mcp,
  asked: McpRequest,
  { failure, limit, isNews }: TooOften,
): Response {
  const { id = null, method = "", params } = isObject(asked.body) ? asked.body : {};
  if (isNews) {
    const source = {
      ...asked,
      client: null,
      connection: { ...asked.connection, transport: "http" },
    };
    const name = method === "tools/call" && isObject(params) ? params.name : method;
    traceTooOften(mcp.host, source, String(name));
  }
  const seconds = failure.retryAfterSeconds ?? 1;
  const response = refusal(429, -32000, [failure.message, failure.hint].join(" "), {
    id: typeof id === "string" || typeof id === "number" ? id : null,
    data: { retry_after_s: seconds },
  });
  response.headers.set("retry-after", String(seconds));
  response.headers.set("ratelimit-limit", String(limit));
  response.headers.set("ratelimit-remaining", "0");
  response.headers.set("ratelimit-reset", String(seconds));
  return response;
}
