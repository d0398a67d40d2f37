import { Failure } from "../../src/kernel/failure.ts";

/** How a server is to show itself; absent: as it likes. */
export interface View {
  readonly toolset?: string | undefined;
  readonly readOnly?: boolean;
}

/**
 * Where MCP is spoken, from a server's address or that of its MCP endpoint.
 * @throws Failure `invalid` for what is no address.
 */
export function readEndpoint(text: string, view: View = {}): URL {
  // Node 20 has no URL.parse.
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new Failure("invalid", `${JSON.stringify(text)} is no address of a server.`, {
      hint: "For example --url http://127.0.0.1:8091.",
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new Failure("invalid", "An address with a name or a password in it is not used.", {
      hint: "Give the token with --token or in VAULTBASE_MCP_TOKEN.",
    });
  }
  const path = url.pathname.replace(/\/+$/, "");
  url.pathname = path.endsWith("/mcp") ? path : `${path}/api/v1/mcp`;
  url.hash = "";
  if (view.toolset !== undefined) url.searchParams.set("toolset", view.toolset);
  if (view.readOnly) url.searchParams.set("read_only", "1");
  return url;
}
