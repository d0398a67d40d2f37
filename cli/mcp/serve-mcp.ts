import { defineCommand } from "citty";
import { version } from "../../package.json";
import { Failure } from "../../src/kernel/failure.ts";
import { booleanSetting, setting, targetArguments } from "../arguments.ts";
import { agentToken } from "../bridge/agent-token.ts";
import { readEndpoint } from "../bridge/endpoint.ts";
import type { Command } from "../find-command.ts";
import { openDirectory } from "../open-directory.ts";
import { mcpHost } from "../surface-hosts.ts";
import { readToolset, toolsetArguments } from "../toolset-arguments.ts";

export const serveMcp: Command = {
  ...defineCommand({
    meta: {
      name: "mcp",
      description: "Serve MCP on standard input and output, from a data directory or a server",
    },
    args: {
      ...targetArguments,
      token: {
        type: "string",
        description: "What the agent may do (VAULTBASE_MCP_TOKEN, else VAULTBASE_API_TOKEN)",
        valueHint: "TOKEN",
      },
      "read-only": { type: "boolean", description: "Refuse every write (VAULTBASE_READ_ONLY)" },
      ...toolsetArguments,
    },
    async run({ args }) {
      const token = agentToken(args.token);
      const toolset = readToolset(args);
      const readOnly = booleanSetting(args["read-only"], "VAULTBASE_READ_ONLY");
      const url =
        args.url ?? (args.dir === undefined ? setting(undefined, "VAULTBASE_URL") : undefined);
      if (url === undefined) return serveDirectory(args.dir, { token, readOnly, toolset });
      const decided = serverFlags.find((flag) => args[flag] !== undefined);
      if (decided !== undefined) throw decidedByServer(decided);
      const { runBridge } = await import("../bridge/run-bridge.ts");
      const endpoint = readEndpoint(url, { toolset: toolset.toolset, readOnly });
      return runBridge({ endpoint, token, version });
    },
  }),
  examples: [
    "VAULTBASE_MCP_TOKEN=vbat_… vaultbase mcp --dir ./vaultbase_data",
    "vaultbase mcp --token vbat_… --read-only",
    "vaultbase mcp --url https://vaultbase.example.com --token vbat_…",
  ],
};

async function serveDirectory(
  dir: string | undefined,
  given: { token: string; readOnly: boolean; toolset: ReturnType<typeof readToolset> },
): Promise<void> {
  const { openMcp } = await import("../../src/surfaces/mcp/mcp-surface.ts");
  const { serveMcpStdio } = await import("../../src/surfaces/mcp/stdio-transport.ts");
  const { toolset: asked, token, readOnly } = given;
  const { toolset, ...listing } = asked;
  const app = await openDirectory(dir);
  try {
    const mcp = openMcp(mcpHost(app), { toolset: listing });
    await serveMcpStdio(mcp, { token, readOnly, ...(toolset && { toolset }) });
  } finally {
    await app.close();
  }
}

const serverFlags = ["max-tools", "tool-names", "max-per-page"] as const;

function decidedByServer(flag: string): Failure {
  return new Failure("invalid", `With --url it is the server that decides about --${flag}.`, {
    hint: "Give it to `vaultbase serve`, or leave it out here.",
  });
}
