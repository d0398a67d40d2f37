import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
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
  refuse("tools", mcpOffers.unknownTool(catalog.collections, tools));
  refuse("resources", mcpOffers.unknownResource(resources));
  return {
    tools: JSON.stringify(mcpOffers.plainTools(tools)),
    resources: JSON.stringify(resources),
    rateLimit: given.rateLimit ?? 0,
    maxPerPage: given.maxPerPage ?? 0,
    toolset: given.toolset ?? "",
  };
}

/** The command line separates with commas. */
function listOf(given: readonly string[] = []): string[] {
  const names = given.flatMap((text) => text.split(",")).map((text) => text.trim());
  return [...new Set(names.filter((name) => name !== ""))];
}

function refuse(
  field: "tools" | "resources",
  unknown: { readonly entry: string; readonly near: string | undefined } | null,
): void {
  if (!unknown) return;
  const { entry, near } = unknown;
  const message = `There is no ${field.slice(0, -1)} ${JSON.stringify(entry)}.`;
  throw new Failure("invalid", message, {
    hint: near ? `Did you mean ${near}?` : known[field],
    problems: { [field]: { code: "validation_invalid_value", message } },
  });
}

const known = {
  tools: "`vaultbase mcp access` lists them all; list_* stands for several.",
  resources: "Such as vaultbase://schema: an agent's list of resources and templates has them all.",
};
