import { runLoad, type Load } from "./load.ts";
import { cpuMicroseconds } from "./measure-process.ts";
import type { Measured } from "./report.ts";
import type { Server } from "./servers.ts";

/** What is asked of a server, again and again. */
export interface Target {
  readonly server: Server;
  readonly request: Pick<Load, "method" | "body"> & { readonly path: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** Until the compiler has settled: a younger server is measured with its compiling, seconds. */
const settleSeconds = 5;
const windowSeconds = 1;

/**
 * CPU per request of each target: the median of `rounds` windows. The targets take turns, so that
 * whatever else the machine does meets all of them, and their ratio is what it is on a quiet one.
 */
export async function measureInTurn(
  targets: readonly Target[],
  rounds: number,
): Promise<Measured[]> {
  const windows: Measured[][] = targets.map(() => []);
  for (const target of targets) await runLoad(loadOf(target, settleSeconds));
  for (let round = 0; round < rounds; round++) {
    for (const [index, target] of targets.entries()) windows[index]!.push(await measure(target));
  }
  return windows.map(middle);
}

async function measure(target: Target): Promise<Measured> {
  const { server, request } = target;
  const before = cpuMicroseconds(server.pid);
  const result = await runLoad(loadOf(target, windowSeconds));
  const cpuMicros = (cpuMicroseconds(server.pid) - before) / result.requests;
  if (result.failures > 0) {
    throw new Error(`${server.name} ${request.path}: ${result.failures} failed`);
  }
  return { ...result, cpuMicros };
}

function middle(windows: readonly Measured[]): Measured {
  const sorted = windows.toSorted((a, b) => a.cpuMicros - b.cpuMicros);
  return sorted[Math.floor(sorted.length / 2)]!;
}

function loadOf({ server, request, headers }: Target, seconds: number): Load {
  const { path, method, body } = request;
  return {
    url: server.url + path,
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body !== undefined && { body }),
    connections: 16,
    seconds,
  };
}
