import { SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/server";
import { offeredResources, offeredTemplates } from "../../features/mcp/offered-resources.ts";
import { serverInfo } from "./caller-server.ts";
import type { Mcp } from "./mcp-surface.ts";
import { productPrompts } from "./product-prompts.ts";

/** For probes: how much there is, and never what. */
export async function health(mcp: Mcp, sessions: number): Promise<Response> {
  const versions = ["2026-07-28", ...SUPPORTED_PROTOCOL_VERSIONS];
  const { enabled } = mcp.config();
  return Response.json({
    status: enabled ? "healthy" : "disabled",
    server: serverInfo(mcp).name,
    version: mcp.host.version,
    protocol_version: versions[0],
    protocol_versions: versions,
    mcp_available: enabled,
    tools_count: (await mcp.registry()).size,
    resources_count: offeredResources.length + offeredTemplates.length,
    prompts_count: productPrompts.length,
    sessions_count: sessions,
  });
}
