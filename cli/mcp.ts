import { defineCommand } from "citty";
import { openApp } from "../src/app.ts";
import { serveMcpStdio } from "../src/surfaces/mcp/stdio-transport.ts";
import { booleanSetting, dataDirectory, directoryArguments, setting } from "./arguments.ts";
import type { Command } from "./find-command.ts";

export const mcp: Command = {
  ...defineCommand({
    meta: { name: "mcp", description: "Serve MCP on standard input and output, for an agent" },
    args: {
      ...directoryArguments,
      token: { type: "string", description: "What the agent may do (VAULTBASE_MCP_TOKEN)" },
      "read-only": { type: "boolean", description: "Refuse every write (VAULTBASE_READ_ONLY)" },
      toolset: {
        type: "enum",
        options: ["auto", "collections", "compact"],
        description: "Which tools are listed (VAULTBASE_TOOLSET; default auto)",
      },
    },
    async run({ args }) {
      const app = await openApp({ directory: dataDirectory(args.dir) });
      try {
        await serveMcpStdio(app, {
          token: setting(args.token, "VAULTBASE_MCP_TOKEN") ?? null,
          readOnly: booleanSetting(args["read-only"], "VAULTBASE_READ_ONLY"),
          toolset: setting(args.toolset, "VAULTBASE_TOOLSET") ?? "auto",
        });
      } finally {
        await app.close();
      }
    },
  }),
  examples: [
    "VAULTBASE_MCP_TOKEN=vbat_… vaultbase mcp --dir ./vaultbase_data",
    "vaultbase mcp --token vbat_… --read-only",
  ],
};
