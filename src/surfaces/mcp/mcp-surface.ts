import { ChangeWatch } from "./change-watch.ts";
import type { McpHost, ToolsetOptions } from "./mcp-host.ts";
import { mcpLimits } from "./mcp-limits.ts";
import type { McpPart } from "./mcp-part.ts";
import { ProductPart } from "./product-part.ts";
import { ToolRegistry } from "./tool-registry.ts";

/** What all transports share: one registry per schema version, one ear for changes. */
export interface Mcp {
  readonly host: McpHost;
  readonly toolset: ToolsetOptions;
  readonly parts: readonly McpPart[];
  readonly changes: ChangeWatch;
  registry(): Promise<ToolRegistry>;
}

export interface McpOptions {
  readonly toolset?: Partial<ToolsetOptions>;
  /** Offers of a build for tests, beside the product's own. */
  readonly parts?: readonly McpPart[];
}

export const defaultToolset: ToolsetOptions = {
  toolset: "auto",
  maxListedTools: mcpLimits.listedTools,
  toolNames: "plain",
  perPageMax: mcpLimits.perPage,
};

export function openMcp(host: McpHost, options: McpOptions = {}): Mcp {
  const toolset = { ...defaultToolset, ...options.toolset };
  let registry: ToolRegistry | null = null;
  const current = async () => {
    const schema = await host.currentSchema();
    if (registry?.version !== schema.version) {
      registry = new ToolRegistry(host, schema, toolset.perPageMax);
    }
    return registry;
  };
  return {
    host,
    toolset,
    parts: [new ProductPart(host, current), ...(options.parts ?? [])],
    changes: new ChangeWatch(host),
    registry: current,
  };
}
