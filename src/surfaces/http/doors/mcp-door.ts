import type { Door } from "../http-host.ts";

/**
 * MCP over HTTP speaks for itself: all its addresses go to the MCP surface as they come, and so do
 * those where OAuth's clients look for a way in.
 */
export function mcpDoor(mcp: {
  fetch(request: Request, address: string): Promise<Response>;
}): Door {
  const roots = ["/api/v1/mcp", "/api/mcp", "/mcp", "/.well-known/oauth-protected-resource"];
  return {
    paths: [...roots.flatMap((root) => [root, `${root}/*`]), "/register"],
    ownLog: true,
    ownPreflight: true,
    answer: (request, { address }) => mcp.fetch(request, address),
  };
}
