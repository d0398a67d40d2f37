import type { Caller } from "../../kernel/caller.ts";
import { AllowList } from "../../lib/allow-list.ts";
import { withoutPrefix } from "../../features/mcp/tool-names.ts";
import type { McpSettings, ToolsetOptions } from "./mcp-host.ts";

/** The settings as they are now, ready to be used, with the flags' word over them. */
export interface McpConfig {
  readonly enabled: boolean;
  readonly toolset: ToolsetOptions;
  /** What anybody is offered; a token may be offered less. */
  readonly tools: AllowList;
  readonly resources: AllowList;
  /** Requests of one token in a minute; 0: any number. */
  readonly rateLimit: number;
  /** Bytes. */
  readonly maxMessageSize: number;
  readonly sessionTimeoutMs: number;
}

export function configFrom(settings: McpSettings, flags: Partial<ToolsetOptions>): McpConfig {
  const { enabled, toolset, toolNames, maxListedTools, maxRows, rateLimit } = settings;
  return {
    enabled,
    toolset: { toolset, toolNames, maxListedTools, perPageMax: maxRows, ...flags },
    tools: new AllowList(settings.allowedTools.map(withoutPrefix)),
    resources: new AllowList(settings.allowedResources),
    rateLimit,
    maxMessageSize: settings.maxMessageSize,
    sessionTimeoutMs: settings.sessionTimeout * 1000,
  };
}

/** How tools are listed for somebody: as they asked, as their token has it, as everybody's are. */
export function toolsetFor(
  { toolset }: McpConfig,
  { token }: Caller,
  asked: ToolsetOptions["toolset"] | null,
): ToolsetOptions {
  const chosen = asked ?? token?.toolset;
  return chosen === undefined ? toolset : { ...toolset, toolset: chosen };
}

/** The setting and the token both have to offer it. `uri` may be a template. */
export function isResourceOffered(
  { resources }: McpConfig,
  { token }: Caller,
  uri: string,
): boolean {
  const lists = token?.resources ? [resources, token.resources] : [resources];
  return lists.every((list) => list.hasSome(uri));
}
