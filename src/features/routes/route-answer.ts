import { Failure } from "../../kernel/failure.ts";
import type { RouteScript } from "../scripts/script.ts";

/** What goes out. */
export interface RouteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/**
 * A script's value as an answer. `{ status, headers, body }`, any of them, says all; anything else is
 * the body: text as it is, nothing as 204, the rest as JSON.
 */
export function readAnswer(route: RouteScript, value: unknown): RouteAnswer {
  const { status, headers, body } = spelledOut(value) ?? { status: undefined, body: value };
  const isEmpty = body === undefined || body === null;
  const code = status ?? (isEmpty ? 204 : 200);
  if (!Number.isInteger(code) || Number(code) < 200 || Number(code) > 599) {
    throw malformed(route, `a status is a number from 200 to 599, not ${JSON.stringify(code)}`);
  }
  const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json";
  const bodiless = isEmpty || [204, 205, 304].includes(Number(code));
  return {
    status: Number(code),
    headers: {
      ...(!bodiless && { "content-type": type }),
      ...headersOf(route, headers),
    },
    body: bodiless ? null : typeof body === "string" ? body : JSON.stringify(body),
  };
}

const parts = ["status", "headers", "body"];

/** A record may have a field `body`: only what has nothing besides the three is taken apart. */
function spelledOut(
  value: unknown,
): { status?: unknown; headers?: unknown; body?: unknown } | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => parts.includes(key)) ? value : null;
}

function headersOf(route: RouteScript, given: unknown): Record<string, string> {
  if (given === undefined || given === null) return {};
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(Object(given) as object)) {
    const lower = name.toLowerCase();
    if (kept.has(lower)) throw malformed(route, `the header ${name} is the server's own`);
    try {
      new Headers().set(lower, String(value));
    } catch {
      throw malformed(route, `${JSON.stringify(name)} is no header, or its value is none`);
    }
    headers[lower] = String(value);
  }
  return headers;
}

/** How answers travel, and what keeps a page from acting as the admin page beside it. */
const kept: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "content-encoding",
  "transfer-encoding",
  "keep-alive",
  "trailer",
  "upgrade",
  "set-cookie",
  "content-security-policy",
  "x-content-type-options",
  "service-worker-allowed",
]);

function malformed(route: RouteScript, why: string): Failure {
  return new Failure("internal", "Something went wrong while processing your request.", {
    cause: `The route ${route.name} answered what is no answer: ${why}.`,
    hint: "A route returns { status, headers, body }, or the body alone. The server's log has the details.",
  });
}
