import { defineCommand } from "citty";
import type { Command } from "../find-command.ts";
import { printAnswer, table } from "../print.ts";
import { agentArguments, viewOf } from "./agent-view.ts";
import { askAll } from "./ask.ts";
import { withMcp } from "./with-mcp.ts";

interface Listed {
  readonly uri?: string;
  readonly uriTemplate?: string;
  readonly name: string;
  readonly description?: string;
}

export const listResources: Command = {
  ...defineCommand({
    meta: { name: "resources", description: "List the resources an agent may read" },
    args: agentArguments,
    async run({ args }) {
      const [resources, resourceTemplates] = await withMcp(args, viewOf(args), async (ask) => [
        await askAll<Listed>(ask, "resources/list", "resources"),
        await askAll<Listed>(ask, "resources/templates/list", "resourceTemplates"),
      ]);
      if (args.json) return printAnswer({ resources, resourceTemplates }, true);
      const rows = [...(resources ?? []), ...(resourceTemplates ?? [])].map((each) => ({
        uri: each.uri ?? each.uriTemplate,
        description: each.description ?? each.name,
      }));
      console.log(rows.length > 0 ? table(rows) : "There are none.");
    },
  }),
  examples: ["vaultbase mcp resources", "vaultbase mcp read vaultbase://collections"],
};

export const readResource: Command = {
  ...defineCommand({
    meta: { name: "read", description: "Read a resource as an agent would" },
    args: {
      uri: { type: "positional", description: "As `mcp resources` lists it", required: true },
      ...agentArguments,
    },
    async run({ args }) {
      const read = await withMcp(args, viewOf(args), (ask) =>
        ask("resources/read", { uri: args.uri }),
      );
      if (args.json) return printAnswer({ ...read }, true);
      for (const { text = "" } of read.contents as readonly { text?: string }[]) console.log(text);
    },
  }),
  examples: ["vaultbase mcp read vaultbase://collections"],
};
