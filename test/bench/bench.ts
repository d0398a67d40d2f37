// `npm run bench [-- --quick] [-- --only WORD]`: CPU per request, as ratios within one run.
import { freshExecutable } from "../../cli/build/executable.ts";
import { cases, listTools, mcpMark } from "./cases.ts";
import { fanOutName, measureFanOut } from "./fan-out.ts";
import { runLoad, type Load, type LoadResult } from "./load.ts";
import { cpuMicroseconds, memoryMegabytes } from "./measure-process.ts";
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
const seconds = quick ? 1 : 4;

const json = { "content-type": "application/json" };
const lines: Line[] = [];

await freshExecutable();
const floor = await startFloor(18701);
const vaultbase = await startVaultbase(18702);
const pocketbase = await startPocketbase(18703);
try {
  const idle = memoryMegabytes(vaultbase.pid, "VmRSS");
  for (const each of cases.filter(({ name }) => wanted(name))) {
    const base = each.floor && (await measure(floor, each.floor));
    const ours = each.rest && (await measure(vaultbase, each.rest));
    const theirs = each.rest && pocketbase && (await measure(pocketbase, each.rest));
    if (ours) lines.push({ name: each.name, ours, floor: base, peer: theirs, mark: each.mark });
    if (!each.mcp || !ours) continue;
    const mcp = await measure(vaultbase, each.mcp, mcpHeaders(vaultbase));
    lines.push({ name: `MCP: ${each.name}`, ours: mcp, floor: ours, mark: mcpMark });
  }
  for (const { name, request } of memberCases.filter(({ name }) => wanted(name))) {
    const asMember = (server: Product) =>
      measure(server, request, { authorization: server.member });
    const [ours, peer] = [await asMember(vaultbase), pocketbase && (await asMember(pocketbase))];
    lines.push({ name, ours, peer });
  }
  if (wanted(fanOutName)) {
    const ours = await measureFanOut(vaultbase, seconds);
    const peer = pocketbase && (await measureFanOut(pocketbase, seconds));
    lines.push({ name: fanOutName, ours, peer });
  }
  for (const collections of [10, 100, 500]) {
    if (!wanted("tools/list")) continue;
    await growTo(collections);
    const ours = await measure(vaultbase, listTools, mcpHeaders(vaultbase));
    lines.push({ name: `MCP: tools/list, ${collections} collections`, ours });
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

async function measure(
  server: Server,
  request: Pick<Load, "method" | "body"> & { path: string },
  headers: Record<string, string> = {},
): Promise<LoadResult & { cpuMicros: number }> {
  const load: Load = {
    url: server.url + request.path,
    method: request.method,
    headers: { ...json, ...headers },
    ...(request.body !== undefined && { body: request.body }),
    connections: 16,
    seconds,
  };
  // Until the compiler has settled: a younger server is measured with its compiling.
  await runLoad({ ...load, seconds: 3 });
  const before = cpuMicroseconds(server.pid);
  const result = await runLoad(load);
  const cpuMicros = (cpuMicroseconds(server.pid) - before) / result.requests;
  if (result.failures > 0)
    throw new Error(`${server.name} ${request.path}: ${result.failures} failed`);
  return { ...result, cpuMicros };
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
