import type { CompleteRequest } from "@modelcontextprotocol/server";
import { invoke } from "../../kernel/invoke.ts";
import { asFailure } from "../../kernel/failure.ts";
import { mcpFacts } from "./mcp-facts.ts";
import type { McpHost } from "./mcp-host.ts";
import { mcpLimits } from "./mcp-limits.ts";
import type { Asked } from "./mcp-part.ts";
import { withinRowCap } from "./row-cap.ts";
import type { ToolRegistry } from "./tool-registry.ts";

/** Values for a template's variable or a prompt's argument, from live data the caller may see. */
export async function completeArgument(
  host: McpHost,
  registry: ToolRegistry,
  asked: Asked,
  { argument, context }: CompleteRequest["params"],
): Promise<string[] | undefined> {
  const starting = (values: readonly string[]) => {
    const start = argument.value.toLowerCase();
    return values
      .filter((value) => value.toLowerCase().startsWith(start))
      .slice(0, mcpLimits.completions);
  };
  switch (argument.name) {
    case "name":
    case "collection":
      return starting(registry.collectionNames(asked.caller));
    case "date":
      return starting(lastDays(host.contextFor(asked.caller).now()));
    case "id":
      return recordIds(host, asked, context?.arguments?.collection ?? "", argument.value);
    default:
      return undefined;
  }
}

/** As far back as logs usually go. */
function lastDays(now: Date): string[] {
  const day = 24 * 60 * 60 * 1000;
  return Array.from({ length: 7 }, (_, ago) =>
    new Date(now.getTime() - ago * day).toISOString().slice(0, 10),
  );
}

async function recordIds(
  host: McpHost,
  asked: Asked,
  collection: string,
  start: string,
): Promise<string[]> {
  const operation = host.operations.get("records.list");
  if (!operation || collection === "" || !/^[\w-]*$/.test(start)) return [];
  const input = { collection, fields: "id", perPage: mcpLimits.completions, skipTotal: true };
  const filter = start === "" ? {} : { filter: `id ~ '${start}%'` };
  try {
    const context = host.contextFor(asked.caller, mcpFacts(asked, "GET"));
    const { items } = await invoke(
      context,
      operation,
      withinRowCap(operation, asked.caller, { ...input, ...filter }),
    );
    return (items as { id: string }[]).map(({ id }) => id);
  } catch (thrown) {
    // Nothing to offer is an answer too: the collection may be closed to the caller, or not there.
    if (asFailure(thrown).code === "internal") throw thrown;
    return [];
  }
}
