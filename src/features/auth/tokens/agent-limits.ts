import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import { nearest } from "../../../lib/nearest.ts";
import type { Catalog } from "../../collections/catalog.ts";
import type { TokenRow } from "./token-row.ts";

/** What a new token is asked to be for agents. */
export interface AgentLimits {
  readonly tools?: readonly string[];
  readonly resources?: readonly string[];
  readonly rateLimit?: number;
  readonly maxPerPage?: number;
  readonly toolset?: string;
}

/** @throws Failure `invalid` for a tool or resource that is not there, with the nearest name. */
export function agentColumns(
  { services }: Pick<Context, "services">,
  catalog: Catalog,
  given: AgentLimits,
): Pick<TokenRow, "tools" | "resources" | "rateLimit" | "maxPerPage" | "toolset"> {
  const { mcpOffers } = services;
  const tools = listOf(given.tools);
  const resources = listOf(given.resources);
  refuse("tools", "tool", mcpOffers.unknownTool(catalog.collections, tools));
  refuse("resources", "resource", mcpOffers.unknownResource(resources));
  if (given.toolset !== undefined && !toolsets.includes(given.toolset)) {
    const near = nearest(given.toolset, toolsets);
    refuse("toolset", "toolset", { entry: given.toolset, near });
  }
  return {
    tools: JSON.stringify(mcpOffers.plainTools(tools)),
    resources: JSON.stringify(resources),
    rateLimit: given.rateLimit ?? 0,
    maxPerPage: given.maxPerPage ?? 0,
    toolset: given.toolset ?? "",
  };
}

const toolsets: readonly string[] = ["auto", "collections", "compact"];

/** The command line separates with commas. */
function listOf(given: readonly string[] = []): string[] {
  const names = given.flatMap((text) => text.split(",")).map((text) => text.trim());
  return [...new Set(names.filter((name) => name !== ""))];
}

function refuse(
  field: string,
  noun: string,
  unknown: { readonly entry: string; readonly near: string | undefined } | null,
): void {
  if (!unknown) return;
  const { entry, near } = unknown;
  const message = `There is no ${noun} ${JSON.stringify(entry)}.`;
  throw new Failure("invalid", message, {
    hint: near ? `Did you mean ${near}?` : undefined,
    problems: { [field]: { code: "validation_invalid_value", message } },
  });
}
