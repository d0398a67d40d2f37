import type { Context, Services } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type { Reader } from "../../kernel/storage.ts";
import type { McpSettings } from "./settings.ts";

/**
 * What is allowed by name must be there when it is set: a slip of the pen would forbid it silently.
 * @throws Failure `invalid` with the nearest name.
 */
export async function checkAllowed(
  { services }: { readonly services: Context["services"] },
  reader: Reader,
  before: Allowed,
  { allowedTools, allowedResources }: Allowed,
): Promise<void> {
  if (!Bun.deepEquals(before.allowedTools, allowedTools)) {
    const { collections } = await services.catalogs.within(reader);
    refuse("allowedTools", services.mcpOffers.unknownTool(collections, allowedTools));
  }
  if (!Bun.deepEquals(before.allowedResources, allowedResources)) {
    refuse("allowedResources", services.mcpOffers.unknownResource(allowedResources));
  }
}

type Allowed = Pick<McpSettings, "allowedTools" | "allowedResources">;

function refuse(name: string, unknown: ReturnType<Services["mcpOffers"]["unknownResource"]>): void {
  if (!unknown) return;
  const { index, entry, near } = unknown;
  const message = `There is no ${JSON.stringify(entry)}.`;
  throw new Failure("invalid", "An error occurred while saving the new settings.", {
    hint: `mcp.${name}: ${message}${near ? ` Did you mean ${near}?` : ""}`,
    problems: { mcp: { [name]: { [index]: { code: "validation_invalid_value", message } } } },
  });
}
