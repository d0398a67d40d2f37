import { ChangeWatch } from "./change-watch.ts";
import { configFrom, type McpConfig } from "./mcp-config.ts";
import type { McpHost, McpSettings, ToolsetOptions } from "./mcp-host.ts";
import type { McpPart } from "./mcp-part.ts";
import { ProductPart } from "./product-part.ts";
import { RequestLimits } from "./request-limits.ts";
import { ToolRegistry } from "./tool-registry.ts";

/** What all transports share: one registry per schema version, one ear for changes. */
export interface Mcp {
  readonly host: McpHost;
  readonly parts: readonly McpPart[];
  readonly changes: ChangeWatch;
  readonly limits: RequestLimits;
  /** As it is now: the same object as long as no setting changed. */
  config(): McpConfig;
  registry(): Promise<ToolRegistry>;
}

export interface McpOptions {
  /** What is said here weighs more than the settings. */
  readonly toolset?: Partial<ToolsetOptions>;
  /** Offers of a build for tests, beside the product's own. */
  readonly parts?: readonly McpPart[];
}

export function openMcp(host: McpHost, options: McpOptions = {}): Mcp {
  let settings: McpSettings = host.settings.latest;
  let config = configFrom(settings, options.toolset ?? {});
  const currentConfig = () => {
    if (settings !== host.settings.latest) {
      settings = host.settings.latest;
      config = configFrom(settings, options.toolset ?? {});
    }
    return config;
  };
  let registry: ToolRegistry | null = null;
  const current = async () => {
    const schema = await host.currentSchema();
    const config = currentConfig();
    if (registry?.version !== schema.version || registry.config !== config) {
      registry = new ToolRegistry(host, schema, config);
    }
    return registry;
  };
  return {
    host,
    parts: [new ProductPart(host, currentConfig, current), ...(options.parts ?? [])],
    changes: new ChangeWatch(host, currentConfig),
    limits: new RequestLimits(currentConfig),
    config: currentConfig,
    registry: current,
  };
}
