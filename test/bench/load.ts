// The load: a process of its own on its own core. `bun load.ts JSON` prints the latencies it saw.
import { performance } from "node:perf_hooks";

export interface Load {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `{n}` becomes a number that never comes again. */
  readonly body?: string;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly failures: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Runs the load on core 1. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const child = Bun.spawn(
    ["taskset", "-c", "1", process.execPath, import.meta.path, JSON.stringify(load)],
    {
      stdout: "pipe",
      stderr: "inherit",
    },
  );
  return JSON.parse(await child.stdout.text()) as LoadResult;
}

async function generate(load: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  let failures = 0;
  let number = Date.now() * 1000;
  const started = performance.now();
  const end = started + load.seconds * 1000;
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      while (performance.now() < end) {
        const at = performance.now();
        const body = load.body?.replaceAll("{n}", String(number++));
        const answer = await fetch(load.url, {
          method: load.method,
          headers: load.headers,
          ...(body !== undefined && { body }),
        });
        const text = await answer.text();
        latencies.push(performance.now() - at);
        if (!answer.ok || text.includes('"isError":true')) failures++;
      }
    }),
  );
  const elapsed = performance.now() - started;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return {
    requests: latencies.length,
    failures,
    perSecond: (latencies.length / elapsed) * 1000,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

if (import.meta.main) {
  console.log(JSON.stringify(await generate(JSON.parse(process.argv[2]!) as Load)));
}
