import { defineCommand } from "citty";
import { Failure } from "../src/kernel/failure.ts";
import { nearest } from "../src/lib/nearest.ts";
import { openMcp } from "../src/surfaces/mcp/mcp-surface.ts";
import { serveMcpStdio } from "../src/surfaces/mcp/stdio-transport.ts";
import { booleanSetting, directoryArguments, setting } from "./arguments.ts";
import type { Command } from "./find-command.ts";
import { openDirectory } from "./open-directory.ts";
import { mcpHost } from "./surface-hosts.ts";

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
      toolset: {
        type: "string",
        description: "Which tools are listed (VAULTBASE_TOOLSET; default auto)",
        valueHint: "auto|collections|compact",
      },
    },
    async run({ args }) {
      const token = setting(args.token, "VAULTBASE_MCP_TOKEN");
      if (token === undefined) throw missingToken();
      const toolset = toolsetNamed(setting(args.toolset, "VAULTBASE_TOOLSET") ?? "auto");
      const readOnly = booleanSetting(args["read-only"], "VAULTBASE_READ_ONLY");
      const app = await openDirectory(args.dir);
      try {
        await serveMcpStdio(openMcp(mcpHost(app)), { token, readOnly, toolset });
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

const toolsets = ["auto", "collections", "compact"] as const;

function toolsetNamed(name: string): (typeof toolsets)[number] {
  const found = toolsets.find((each) => each === name);
  if (found) return found;
  const near = nearest(name, toolsets);
  throw new Failure("invalid", `There is no toolset ${JSON.stringify(name)}.`, {
    hint: near ? `Did you mean ${near}?` : `Toolsets are ${toolsets.join(", ")}.`,
  });
}

function missingToken(): Failure {
  return new Failure("unauthenticated", "An agent needs a token.", {
    hint: "Mint one with `vaultbase token mint --name NAME --scope mcp:read,mcp:write` and set VAULTBASE_MCP_TOKEN.",
  });
}
