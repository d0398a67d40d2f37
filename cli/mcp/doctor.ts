import { defineCommand } from "citty";
import type { AgentClient } from "../../src/features/connecting/agent-client.ts";
import { agentClient, agentClients } from "../../src/features/connecting/agent-clients.ts";
import { asFailure, Failure } from "../../src/kernel/failure.ts";
import { jsonArgument } from "../arguments.ts";
import type { Command } from "../find-command.ts";
import { printAnswer } from "../print.ts";
import { configArgument, readConfigFile } from "./config-file.ts";
import { examineEntry, isOurs, type Finding } from "./examine-entry.ts";
import { clientArgument } from "./install.ts";

interface Examined extends Finding {
  readonly client: string;
  readonly server: string;
}

export const doctor: Command = {
  ...defineCommand({
    meta: { name: "doctor", description: "Find what keeps clients from working with Vaultbase" },
    args: {
      client: { ...clientArgument.client, required: false },
      ...configArgument,
      ...jsonArgument,
    },
    async run({ args }) {
      const asked = args.client === undefined ? agentClients : [agentClient(args.client)];
      if (args.config !== undefined && args.client === undefined) {
        throw new Failure("invalid", "--config is the file of one client.", {
          hint: "Say which: vaultbase mcp doctor cursor --config PATH.",
        });
      }
      const findings: Examined[] = [];
      for (const client of asked) findings.push(...(await examine(client, args.config)));
      if (args.json) printAnswer({ items: findings }, true);
      else for (const finding of findings) console.log(lineOf(finding));
      if (findings.length === 0) {
        throw new Failure("notFound", "No client knows a Vaultbase server.", {
          hint: `Connect one: vaultbase mcp install ${args.client ?? "claude-desktop"}.`,
        });
      }
      const problems = findings.filter(({ level }) => level === "problem").length;
      if (problems > 0) {
        throw new Failure("invalid", `${problems} ${problems === 1 ? "problem" : "problems"}.`);
      }
    },
  }),
  examples: ["vaultbase mcp doctor", "vaultbase mcp doctor claude-desktop"],
};

async function examine(client: AgentClient, config: string | undefined): Promise<Examined[]> {
  const of = (server: string) => (finding: Finding) => ({ client: client.id, server, ...finding });
  try {
    const { document } = await readConfigFile(client, config);
    const servers = Object.entries(document.servers).filter(([name, entry]) => isOurs(name, entry));
    const found = await Promise.all(
      servers.map(async ([name, entry]) => (await examineEntry(client, name, entry)).map(of(name))),
    );
    return found.flat();
  } catch (thrown) {
    const { code, message, hint } = asFailure(thrown);
    if (code === "internal") throw thrown;
    return [of("")({ level: "problem", message, fix: hint })];
  }
}

function lineOf({ client, server, level, message, fix }: Examined): string {
  const sign = { ok: "ok  ", warning: "WARN", problem: "FAIL" }[level];
  const who = server === "" ? client : `${client} ${server}`;
  return `${sign}  ${who}: ${message}${fix ? `\n      ${fix}` : ""}`;
}
