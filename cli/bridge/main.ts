// The npm package @vaultbase/mcp: what `vaultbase mcp --url` is in the executable, for Node alone.
import { parseArgs } from "node:util";
import { version } from "../../package.json";
import { asFailure } from "../../src/kernel/failure.ts";
import { agentToken } from "./agent-token.ts";
import { readEndpoint } from "./endpoint.ts";
import { runBridge } from "./run-bridge.ts";

const usage = `Speak MCP with a Vaultbase server, on standard input and output.

  npx @vaultbase/mcp --url URL --token TOKEN

  --url URL          the server's address (VAULTBASE_URL; default http://127.0.0.1:8091)
  --token TOKEN      what the agent may do (VAULTBASE_MCP_TOKEN, else VAULTBASE_API_TOKEN)
  --toolset NAME     which tools are listed: auto, collections or compact (VAULTBASE_TOOLSET)
  --read-only        refuse every write (VAULTBASE_READ_ONLY)
  --version, --help
`;

process.exit(await main(process.argv.slice(2)));

async function main(words: string[]): Promise<number> {
  let given: ReturnType<typeof readArguments>;
  try {
    given = readArguments(words);
  } catch (thrown) {
    console.error(`Error: ${(thrown as Error).message}\n\n${usage}`);
    return 2;
  }
  if (given.help || given.version) {
    console.log(given.help ? usage : version);
    return 0;
  }
  try {
    const token = agentToken(given.token);
    const endpoint = readEndpoint(given.url ?? variable("URL") ?? "http://127.0.0.1:8091", {
      toolset: given.toolset ?? variable("TOOLSET"),
      readOnly: given["read-only"] ?? ["1", "true", "yes"].includes(variable("READ_ONLY") ?? ""),
    });
    await runBridge({ endpoint, token, version });
    return 0;
  } catch (thrown) {
    const { message, hint } = asFailure(thrown);
    console.error(`Error: ${message}${hint ? `\nHint: ${hint}` : ""}`);
    return 1;
  }
}

function readArguments(words: string[]) {
  return parseArgs({
    args: words,
    options: {
      url: { type: "string" },
      token: { type: "string" },
      toolset: { type: "string" },
      "read-only": { type: "boolean" },
      version: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}

function variable(name: string): string | undefined {
  return process.env[`VAULTBASE_${name}`] || undefined;
}
