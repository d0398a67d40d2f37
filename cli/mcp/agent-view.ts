import { jsonArgument, targetArguments } from "../arguments.ts";
import type { View } from "../bridge/endpoint.ts";
import { readToolset, toolsetArguments } from "../toolset-arguments.ts";

/** For commands that look at MCP as an agent does. */
export const agentArguments = {
  ...targetArguments,
  token: {
    type: "string",
    description: "The agent's token; without one, a data directory shows everything",
    valueHint: "TOKEN",
  },
  toolset: toolsetArguments.toolset,
  "read-only": { type: "boolean", description: "As an agent that may not write" },
  ...jsonArgument,
} as const;

export function viewOf(args: {
  readonly toolset?: string | undefined;
  readonly "read-only"?: boolean | undefined;
}): View {
  const { toolset } = readToolset({ toolset: args.toolset });
  return { toolset, readOnly: args["read-only"] === true };
}
