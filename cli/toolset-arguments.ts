import { Failure } from "../src/kernel/failure.ts";
import { nearest } from "../src/lib/nearest.ts";
import type { ToolsetOptions } from "../src/surfaces/mcp/mcp-host.ts";
import { count, setting } from "./arguments.ts";

/** How MCP shows its tools, for whichever command serves it. */
export const toolsetArguments = {
  toolset: {
    type: "string",
    description: "Which tools are listed (VAULTBASE_TOOLSET; default auto)",
    valueHint: "auto|collections|compact",
  },
  "max-tools": {
    type: "string",
    description: "Tools listed before auto becomes compact (VAULTBASE_MAX_TOOLS; default 100)",
    valueHint: "NUMBER",
  },
  "tool-names": {
    type: "string",
    description: "list_posts or vaultbase.list_posts (VAULTBASE_TOOL_NAMES; default plain)",
    valueHint: "plain|dotted",
  },
  "max-per-page": {
    type: "string",
    description: "Records one tool call may ask for (VAULTBASE_MAX_PER_PAGE; default 100)",
    valueHint: "NUMBER",
  },
} as const;

/** @throws Failure `invalid` for what an option cannot be. */
export function readToolset(
  given: Readonly<{ [Name in keyof typeof toolsetArguments]?: string | undefined }>,
): Partial<ToolsetOptions> {
  const toolset = setting(given.toolset, "VAULTBASE_TOOLSET");
  const toolNames = setting(given["tool-names"], "VAULTBASE_TOOL_NAMES");
  const maxListedTools = setting(given["max-tools"], "VAULTBASE_MAX_TOOLS");
  const perPageMax = setting(given["max-per-page"], "VAULTBASE_MAX_PER_PAGE");
  return {
    ...(toolset !== undefined && { toolset: choice("toolset", toolset, toolsets) }),
    ...(toolNames !== undefined && { toolNames: choice("tool-names", toolNames, nameStyles) }),
    ...(maxListedTools !== undefined && { maxListedTools: count("max-tools", maxListedTools) }),
    ...(perPageMax !== undefined && { perPageMax: count("max-per-page", perPageMax) }),
  };
}

const toolsets = ["auto", "collections", "compact"] as const;
const nameStyles = ["plain", "dotted"] as const;

function choice<Choice extends string>(
  flag: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((each) => each === text);
  if (found) return found;
  const near = nearest(text, choices);
  throw new Failure("invalid", `--${flag} is not ${JSON.stringify(text)}.`, {
    hint: near ? `Did you mean ${near}?` : `It is one of ${choices.join(", ")}.`,
  });
}
