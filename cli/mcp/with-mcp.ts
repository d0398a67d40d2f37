import { localOperator } from "../../src/kernel/caller.ts";
import { openMcpHttp } from "../../src/surfaces/mcp/http-transport.ts";
import { openMcp } from "../../src/surfaces/mcp/mcp-surface.ts";
import type { View } from "../bridge/endpoint.ts";
import { readEndpoint } from "../bridge/endpoint.ts";
import { agentToken } from "../bridge/agent-token.ts";
import { openDirectory } from "../open-directory.ts";
import { mcpHost } from "../surface-hosts.ts";
import { askByHttp, type Ask } from "./ask.ts";
import { placeOf, type PlaceArguments } from "./server-place.ts";

/**
 * Asks MCP as an agent with this token would, of a data directory or a server; without a token, a
 * directory answers whoever can open it.
 */
export async function withMcp<R>(
  given: PlaceArguments & { readonly token?: string | undefined },
  view: View,
  work: (ask: Ask) => Promise<R>,
): Promise<R> {
  const place = await placeOf(given);
  if ("url" in place) {
    return work(askByHttp(readEndpoint(place.url, view), agentToken(given.token), fetch));
  }
  const app = await openDirectory(place.dir);
  const host = mcpHost(app);
  // Nobody else can know it, and it is good for this process alone.
  const own = crypto.randomUUID();
  const identify: typeof host.identify = (credential) =>
    credential === own ? Promise.resolve(localOperator) : host.identify(credential);
  const mcp = openMcpHttp(openMcp({ ...host, identify }), { allowedHosts: ["*"] });
  try {
    const endpoint = readEndpoint("http://localhost", view);
    return await work(askByHttp(endpoint, given.token ?? own, (request) => mcp.fetch(request)));
  } finally {
    await mcp.close();
    await app.close();
  }
}
