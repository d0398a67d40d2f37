// `npm run bench [-- --quick] [-- --only WORD]`: CPU per request, as ratios within one run.
import { freshExecutable } from "../../cli/build/executable.ts";
import { cases, listTools, mcpMark } from "./cases.ts";
import { fanOutName, measureFanOut } from "./fan-out.ts";
import { measureInTurn, type Target } from "./measure-in-turn.ts";
import { memoryMegabytes } from "./measure-process.ts";
import { printTable, type Line } from "./report.ts";
import {
  startFloor,
  startPocketbase,
  startVaultbase,
  type Product,
  type Server,
  type Vaultbase,
} from "./servers.ts";
import { spawnToTools } from "./stdio-start.ts";
import { memberCases } from "./workload.ts";

const quick = process.argv.includes("--quick");
const only = process.argv[process.argv.indexOf("--only") + 1] ?? "";
const wanted = (name: string) => !process.argv.includes("--only") || name.includes(only);
const rounds = quick ? 3 : 7;

const json = { "content-type": "application/json" };
const lines: Line[] = [];

await freshExecutable();
const floor = await startFloor(18701);
const vaultbase = await startVaultbase(18702);
const pocketbase = await startPocketbase(18703);
try {
  const idle = memoryMegabytes(vaultbase.pid, "VmRSS");
  for (const { name, floor: least, rest, mcp, mark } of cases.filter((each) => wanted(each.name))) {
    const targets = {
      ...(least && { floor: { server: floor, request: least } }),
      ...(rest && { ours: { server: vaultbase, request: rest } }),
      ...(rest && pocketbase && { peer: { server: pocketbase, request: rest } }),
      ...(mcp && { mcp: { server: vaultbase, request: mcp, headers: mcpHeaders(vaultbase) } }),
    };
    const measured = await measureInTurn(Object.values(targets), rounds);
    const found = (which: string) => measured[Object.keys(targets).indexOf(which)];
    const ours = found("ours");
    if (!ours) continue;
    lines.push({ name, ours, floor: found("floor"), peer: found("peer"), mark });
    const overMcp = found("mcp");
    if (overMcp) lines.push({ name: `MCP: ${name}`, ours: overMcp, floor: ours, mark: mcpMark });
  }
  for (const { name, request } of memberCases.filter(({ name }) => wanted(name))) {
    const asMember = (server: Product): Target => {
      return { server, request, headers: { authorization: server.member } };
    };
    const asked = [vaultbase, ...(pocketbase ? [pocketbase] : [])].map(asMember);
    const [ours, peer] = await measureInTurn(asked, rounds);
    if (ours) lines.push({ name, ours, peer });
  }
  if (wanted(fanOutName)) {
    const ours = await measureFanOut(vaultbase, rounds);
    const peer = pocketbase && (await measureFanOut(pocketbase, rounds));
    lines.push({ name: fanOutName, ours, peer });
  }
  for (const collections of [10, 100, 500]) {
    if (!wanted("tools/list")) continue;
    await growTo(collections);
    const asked = { server: vaultbase, request: listTools, headers: mcpHeaders(vaultbase) };
    const [ours] = await measureInTurn([asked], rounds);
    if (ours) lines.push({ name: `MCP: tools/list, ${collections} collections`, ours });
  }
  printTable(lines);
  const spawn = await spawnToTools(vaultbase, quick ? 5 : 15);
  console.log(`
stdio, spawn to tools/list with 500 collections: ${spawn.toFixed(0)} ms (mark 120: ${spawn <= 120 ? "met" : "MISSED"})
cold start to the first answer: ${servers((each) => `${each.coldStartMs.toFixed(0)} ms`)}
memory after filling: Vaultbase ${idle.toFixed(0)} MB
peak memory: ${servers((each) => `${memoryMegabytes(each.pid, "VmHWM").toFixed(0)} MB`)}`);
} finally {
  for (const each of [floor, vaultbase, pocketbase]) await each?.stop();
}

function servers(tell: (server: Server) => string): string {
  const running = [floor, vaultbase, ...(pocketbase ? [pocketbase] : [])];
  return running.map((each) => `${each.name} ${tell(each)}`).join(", ");
}

function mcpHeaders({ token }: Vaultbase): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    accept: "application/json, text/event-stream",
    "mcp-protocol-version": "2025-11-25",
  };
}

/** More collections, made as an agent would make them. */
async function growTo(count: number): Promise<void> {
  for (let n = 1; n < count; n++) {
    const body = {
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: {
        name: "create_collection",
        arguments: { name: `c${n}`, fields: [{ name: "title", type: "text" }] },
      },
    };
    const answer = await fetch(`${vaultbase.url}/api/v1/mcp`, {
      method: "POST",
      headers: { ...json, ...mcpHeaders(vaultbase) },
      body: JSON.stringify(body),
    });
    await answer.text();
  }
}
