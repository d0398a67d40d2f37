import {
  localhostAllowedHostnames,
  validateHostHeader,
  validateOriginHeader,
} from "@modelcontextprotocol/server";
import type { Failure } from "../../kernel/failure.ts";
import { BoundedMap } from "../../lib/bounded-map.ts";
import { mcpLimits } from "./mcp-limits.ts";
import { metadataUrl } from "./protected-resource.ts";

/**
 * Refuses a request that a web page of somebody else may have made: its Host or Origin is neither
 * this machine's nor configured. `*` among the hosts allows all.
 */
export function foreignRequests(
  allowedHosts: readonly string[],
): (request: Request) => Response | null {
  if (allowedHosts.includes("*")) return () => null;
  const names = [...localhostAllowedHostnames(), ...allowedHosts];
  // Clients send the same two again and again, and looking into them costs as much as a read.
  const fit = new BoundedMap<string, true>(mcpLimits.knownHosts);
  return ({ headers }) => {
    const [hostHeader, originHeader] = [headers.get("host"), headers.get("origin")];
    const pair = `${hostHeader}\n${originHeader}`;
    if (fit.get(pair)) return null;
    const host = validateHostHeader(hostHeader, names);
    const origin = validateOriginHeader(originHeader, names);
    if (host.ok && origin.ok) {
      fit.set(pair, true);
      return null;
    }
    const message = host.ok ? (origin.ok ? "" : origin.message) : host.message;
    return refusal(
      403,
      -32000,
      `${message}. The server's administrator can allow a host with --allowed-host.`,
    );
  };
}

/** The token a request carries, under any of the names clients use. */
export function credentialOf(headers: Headers): string | null {
  const authorization = headers.get("authorization")?.trim();
  if (authorization) return authorization.replace(/^bearer\s+/i, "");
  for (const name of ["x-client-key", "x-api-key", "x-service-key"]) {
    const key = headers.get(name)?.trim();
    if (key) return key;
  }
  return null;
}

/** A real 401: clients look at the status and the challenge, not into the body. */
export function unauthorized(request: Request, failure: Failure | null): Response {
  const message = failure?.message ?? "A token is needed: Authorization: Bearer vbat_…";
  const said = failure
    ? `, error="invalid_token", error_description="${message.replace(/[^\x20-\x7e]|["\\]/g, "'")}"`
    : "";
  const response = refusal(401, -32001, [message, failure?.hint].filter(Boolean).join(" "));
  const challenge = `Bearer realm="vaultbase", resource_metadata="${metadataUrl(request)}"${said}`;
  response.headers.set("www-authenticate", challenge);
  return response;
}

/** Whoever it is, they may not come in here. */
export function forbidden({ message, hint }: Failure): Response {
  return refusal(403, -32000, [message, hint].filter(Boolean).join(" "));
}

/** Where what came with the message makes no sense. */
export function unfit({ message, hint }: Failure): Response {
  return refusal(400, -32602, [message, hint].filter(Boolean).join(" "));
}

/** An answer that never reached the protocol. */
export function refusal(
  status: number,
  code: number,
  message: string,
  { id = null, data }: { readonly id?: string | number | null; readonly data?: object } = {},
): Response {
  const error = { code, message, ...(data && { data }) };
  return Response.json({ jsonrpc: "2.0", id, error }, { status });
}

export function tooManyStreams(): Response {
  return refusal(503, -32000, "Too many streams are open; close some, or try again later.");
}

/** What rules see as `@request.headers`: lower snake case, credentials left out. */
export function headerFacts(headers: Headers): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const [name, value] of headers) {
    if (!secretHeaders.has(name)) facts[name.replaceAll("-", "_")] = value;
  }
  return facts;
}

const secretHeaders = new Set([
  "authorization",
  "cookie",
  "x-client-key",
  "x-api-key",
  "x-service-key",
]);

/** Lets a page of an allowed origin read what it asked for. */
export function withCors(request: Request, response: Response): Response {
  const origin = request.headers.get("origin");
  if (!origin) return response;
  response.headers.set("access-control-allow-origin", origin);
  response.headers.append("vary", "origin");
  response.headers.set(
    "access-control-expose-headers",
    "mcp-session-id, www-authenticate, retry-after",
  );
  return response;
}

export function preflight(request: Request): Response {
  const asked = request.headers.get("access-control-request-headers") ?? "";
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, POST, DELETE",
      "access-control-allow-headers": asked,
      "access-control-max-age": "600",
    },
  });
}
