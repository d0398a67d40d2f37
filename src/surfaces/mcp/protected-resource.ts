import { scopes } from "../../kernel/scope.ts";

const metadataPath = "/.well-known/oauth-protected-resource";

/**
 * RFC 9728: how to get in, for clients that were told 401. The tokens are ours and are minted by
 * people, so no authorization server is named: there is none. Clients that can sign people in try to
 * whatever is said here, and end at `/register`, which tells what to do instead.
 * `undefined`: the request is about something else.
 */
export function describeResource(
  request: Request,
  url: URL,
  isResource: (path: string) => boolean,
): Response | undefined {
  const { pathname } = url;
  if (pathname === "/register") {
    return request.method === "POST" ? noRegistration(originOf(request, url)) : nothing();
  }
  if (pathname !== metadataPath && !pathname.startsWith(`${metadataPath}/`)) return undefined;
  const path = pathname.slice(metadataPath.length);
  if (request.method !== "GET" || (path !== "" && !isResource(path))) return nothing();
  const origin = originOf(request, url);
  return Response.json({
    resource: origin + path,
    resource_name: "Vaultbase",
    bearer_methods_supported: ["header"],
    scopes_supported: scopes,
    resource_documentation: `${origin}/_/mcp`,
  });
}

/** Where the challenge of a 401 at this address points to. */
export function metadataUrl(request: Request): string {
  const url = new URL(request.url);
  return originOf(request, url) + metadataPath + url.pathname;
}

/** In OAuth's words (RFC 7591), which is what clients read out to people. */
function noRegistration(origin: string): Response {
  const description = `Vaultbase signs nobody in for MCP: mint a token (${origin}/_/mcp, or: vaultbase token mint --name NAME --scope mcp:read) and send it as Authorization: Bearer vbat_...`;
  const body = { error: "access_denied", error_description: description };
  return Response.json(body, { status: 403 });
}

function nothing(): Response {
  return Response.json({ error: "not_found" }, { status: 404 });
}

/** As the client has it, with a proxy before us that ends TLS. It reaches nobody but who asked. */
function originOf({ headers }: Request, { protocol, host }: URL): string {
  const forwarded = headers.get("x-forwarded-proto")?.split(",")[0]?.trim();
  const isSecure = forwarded === undefined ? protocol === "https:" : forwarded === "https";
  return `${isSecure ? "https" : "http"}://${host}`;
}
