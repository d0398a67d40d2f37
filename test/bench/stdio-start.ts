import { join } from "node:path";
import type { Vaultbase } from "./servers.ts";

/** Median milliseconds from spawning `vaultbase mcp` to its answer to tools/list. */
export async function spawnToTools(
  { directory, token }: Vaultbase,
  rounds: number,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await once(directory, token));
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!;
}

async function once(directory: string, token: string): Promise<number> {
  const started = performance.now();
  const child = Bun.spawn(
    [join(import.meta.dir, "../../dist/vaultbase"), "mcp", "--dir", directory],
    {
      stdin: "pipe",
      stdout: "pipe",
      stderr: "inherit",
      env: { ...process.env, VAULTBASE_MCP_TOKEN: token },
    },
  );
  const initialize = {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "bench", version: "1" },
  };
  for (const message of [
    { id: 1, method: "initialize", params: initialize },
    { method: "notifications/initialized" },
    { id: 2, method: "tools/list" },
  ]) {
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }
  await child.stdin.flush();
  let said = "";
  for await (const piece of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += piece;
    if (said.split("\n").length > 2) break;
  }
  const elapsed = performance.now() - started;
  child.kill();
  await child.exited;
  return elapsed;
}
