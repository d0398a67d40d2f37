import { defineCommand } from "citty";
import { Failure } from "../src/kernel/failure.ts";
import { openMcp } from "../src/surfaces/mcp/mcp-surface.ts";
import { serveMcpStdio } from "../src/surfaces/mcp/stdio-transport.ts";
import { booleanSetting, directoryArguments, setting } from "./arguments.ts";
import type { Command } from "./find-command.ts";
import { operationGroups } from "./operation-commands.ts";
import { openDirectory } from "./open-directory.ts";
import { mcpHost } from "./surface-hosts.ts";
import { readToolset, toolsetArguments } from "./toolset-arguments.ts";

export const mcp: Command = {
  ...defineCommand({
    meta: { name: "mcp", description: "Serve MCP on standard input and output, for an agent" },
    args: {
      ...directoryArguments,
      token: {
        type: "string",
        description: "What the agent may do (VAULTBASE_MCP_TOKEN)",
        valueHint: "TOKEN",
      },
      "read-only": { type: "boolean", description: "Refuse every write (VAULTBASE_READ_ONLY)" },
      ...toolsetArguments,
    },
    async run({ args }) {
      const token = setting(args.token, "VAULTBASE_MCP_TOKEN");
      if (token === undefined) throw missingToken();
      const toolset = readToolset(args);
      const readOnly = booleanSetting(args["read-only"], "VAULTBASE_READ_ONLY");
      const app = await openDirectory(args.dir);
      try {
        await serveMcpStdio(openMcp(mcpHost(app), { toolset }), { token, readOnly });
      } finally {
        await app.close();
      }
    },
  }),
  subCommands: { ...operationGroups().mcp?.subCommands },
  examples: [
    "VAULTBASE_MCP_TOKEN=vbat_… vaultbase mcp --dir ./vaultbase_data",
    "vaultbase mcp --token vbat_… --read-only",
  ],
};

function missingToken(): Failure {
  return new Failure("unauthenticated", "An agent needs a token.", {
    hint: "Mint one with `vaultbase token mint --name NAME --scope mcp:read,mcp:write` and set VAULTBASE_MCP_TOKEN.",
  });
}
