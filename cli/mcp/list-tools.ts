import { defineCommand } from "citty";
import type { Command } from "../find-command.ts";
import { printAnswer, table } from "../print.ts";
import { agentArguments, viewOf } from "./agent-view.ts";
import { askAll } from "./ask.ts";
import { withMcp } from "./with-mcp.ts";

export interface ListedTool {
  readonly name: string;
  readonly description?: string;
  readonly inputSchema: object;
  readonly annotations?: { readonly readOnlyHint?: boolean; readonly destructiveHint?: boolean };
}

export const listTools: Command = {
  ...defineCommand({
    meta: { name: "tools", description: "List the tools an agent is shown, and what they cost it" },
    args: agentArguments,
    async run({ args }) {
      const tools = await withMcp(args, viewOf(args), (ask) =>
        askAll<ListedTool>(ask, "tools/list", "tools"),
      );
      if (args.json) return printAnswer({ tools }, true);
      const rows = tools.map((tool) => ({
        name: tool.name,
        effect: effectOf(tool),
        tokens: aboutTokens(tool),
        description: tool.description ?? "",
      }));
      if (rows.length > 0) console.log(table(rows));
      const tokens = rows.reduce((sum, row) => sum + row.tokens, 0);
      console.log(`${tools.length} tools, about ${tokens} tokens`);
    },
  }),
  examples: [
    "vaultbase mcp tools",
    "vaultbase mcp tools --token vbat_… --toolset compact",
    "vaultbase mcp tools --url https://vaultbase.example.com --token vbat_… --json",
  ],
};

function effectOf({ annotations }: ListedTool): string {
  if (annotations?.readOnlyHint) return "read";
  return annotations?.destructiveHint ? "destroy" : "write";
}

/** What a model's tokenizer makes of a definition, within some 10 %: it has no part in the executable. */
function aboutTokens(tool: ListedTool): number {
  return Math.round(JSON.stringify(tool).length / 3.9);
}
