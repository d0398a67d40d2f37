import { fillIn, type SavedPrompt } from "../../features/prompts/saved-prompt.ts";
import { invoke } from "../../kernel/invoke.ts";
import { asFailure } from "../../kernel/failure.ts";
import { fenced } from "./fence.ts";
import { mcpFacts } from "./mcp-facts.ts";
import type { McpHost } from "./mcp-host.ts";
import { mcpLimits } from "./mcp-limits.ts";
import type { Asked } from "./mcp-part.ts";
import type { Prompt } from "./prompts/prompt.ts";
import { withinRowCap } from "./row-cap.ts";
import { visibleJson, visibleText } from "./visible-text.ts";

/** A prompt that a superuser wrote, as any other. */
export function asPrompt(saved: SavedPrompt): Prompt {
  const { name, title, description, template } = saved;
  return {
    listed: {
      name,
      ...(title !== "" && { title }),
      ...(description !== "" && { description }),
      arguments: saved.arguments.map(({ name, description, required }) => ({
        name,
        ...(description !== "" && { description }),
        required,
      })),
    },
    write: (args) =>
      Promise.resolve(fillIn(template, (argument) => told(argument, args[argument] ?? ""))),
  };
}

/**
 * What was filled in, so that it cannot pass for the prompt's own words: no mark can begin in it, and
 * what is more than a few words stands between marks, as what strangers wrote does.
 */
function told(name: string, value: string): string {
  const isShort = value.length <= mcpLimits.plainArgumentCharacters && !/[\r\n]/.test(value);
  return isShort ? visibleText(value) : fenced(`argument ${name}`, visibleJson(value));
}

/** Values of the field that the argument is completed from, as far as the caller may see them. */
export async function completeSaved(
  host: McpHost,
  asked: Asked,
  { arguments: known }: SavedPrompt,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<string[]> {
  const source = known.find((each) => each.name === name)?.completion ?? "";
  const [collection = "", field = ""] = source.split(".");
  const operation = host.operations.get("records.list");
  // What would end the filter's text completes nothing.
  if (field === "" || !operation || /["\\]/.test(value)) return [];
  const input = {
    collection,
    fields: field,
    sort: field,
    perPage: mcpLimits.completions,
    skipTotal: true,
    filter: value === "" ? `${field} != ""` : `${field} ~ "${value}%"`,
  };
  try {
    const context = host.contextFor(asked.caller, mcpFacts(asked, "GET"));
    const { items } = await invoke(
      context,
      operation,
      withinRowCap(operation, asked.caller, input),
    );
    const values = (items as Record<string, unknown>[]).flatMap((item) => item[field] ?? []);
    return [...new Set(values.map(String))].slice(0, mcpLimits.completions);
  } catch (thrown) {
    // Nothing to offer is an answer too: the collection may be closed to the caller, or gone.
    if (asFailure(thrown).code === "internal") throw thrown;
    return [];
  }
}
