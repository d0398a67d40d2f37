import type { Tool } from "@modelcontextprotocol/client";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Client } from "../../../client/client.ts";
import type { ClientError } from "../../../client/client-error.ts";
import { askAllOfMcp, askMcp } from "../../../client/mcp.ts";
import type { Output } from "../../../client/operations.ts";
import { useClient } from "../../../client/use-client.ts";
import { aboutTokens, tokensOf } from "../../../parts/token-cost.ts";
import type { CatalogEntry, ToolEntry } from "./catalog-entry.ts";

export interface Catalog {
  readonly entries: readonly CatalogEntry[];
  /** How many tools the agent is shown, and what reading their list costs it. */
  readonly listed: number;
  readonly listTokens: number;
  readonly instructions: string;
  readonly instructionTokens: number;
}

/** All that MCP offers, with the eyes of a token's agent; undefined: with one's own. */
export function useCatalog(tokenId: string | undefined): UseQueryResult<Catalog, ClientError> {
  const client = useClient();
  return useQuery({
    queryKey: ["mcp.catalog", tokenId ?? ""],
    queryFn: ({ signal }) => readCatalog(client, tokenId, signal),
  });
}

type Access = Output<"mcp.access">["items"][number];

async function readCatalog(
  client: Client,
  tokenId: string | undefined,
  signal: AbortSignal,
): Promise<Catalog> {
  const look = { tokenId, signal };
  const all = { toolset: "collections", signal } as const;
  const [server, access, shown, everything, resources, templates, prompts] = await Promise.all([
    askMcp(client, "server/discover", {}, look),
    client.call("mcp.access", { id: tokenId }, { signal }),
    askAllOfMcp(client, "tools/list", ({ tools }) => tools, look),
    askAllOfMcp(client, "tools/list", ({ tools }) => tools, all),
    askAllOfMcp(client, "resources/list", (page) => page.resources, look),
    askAllOfMcp(client, "resources/templates/list", (page) => page.resourceTemplates, look),
    askAllOfMcp(client, "prompts/list", (page) => page.prompts, look),
  ]);
  const { instructions = "" } = server;
  return {
    entries: [
      ...toolEntries(shown, everything, access.items),
      ...resources.map((resource) => ({
        ...known(resource),
        kind: "resource" as const,
        id: resource.uri,
        title: resource.title ?? resource.name,
        resource,
      })),
      ...templates.map((template) => ({
        ...known(template),
        kind: "template" as const,
        id: template.uriTemplate,
        title: template.title ?? template.name,
        template,
      })),
      ...prompts.map((prompt) => ({
        ...known(prompt),
        kind: "prompt" as const,
        id: prompt.name,
        title: prompt.title ?? prompt.name,
        prompt,
      })),
    ],
    listed: shown.length,
    listTokens: tokensOf(shown),
    instructions,
    instructionTokens: aboutTokens(instructions),
  };
}

function known(definition: { readonly description?: string | undefined }) {
  return {
    description: definition.description ?? "",
    tokens: tokensOf(definition),
    standing: "listed" as const,
  };
}

/** What the agent is shown, and what there is beside it. */
function toolEntries(
  shown: readonly Tool[],
  everything: readonly Tool[],
  access: readonly Access[],
): ToolEntry[] {
  const facts = new Map(access.map((each) => [each.listed, each]));
  const inSight = new Set(shown.map(({ name }) => name));
  const beside = everything.filter(({ name }) => !inSight.has(name));
  return [...shown, ...beside].map((tool) => {
    const fact = facts.get(tool.name);
    const refusal = inSight.has(tool.name) ? "" : (fact?.refusal ?? "");
    return {
      ...known(tool),
      kind: "tool",
      id: tool.name,
      title: tool.name,
      tool,
      collection: fact?.collection ?? "",
      scope: fact?.scope ?? "",
      refusal,
      standing: inSight.has(tool.name) ? "listed" : refusal === "" ? "unlisted" : "refused",
    };
  });
}
