// One write and everybody who listens: `bun fan-out.ts URL` opens the streams in a process of its
// own, says so, and writes for as long as it is told to on standard input.
import { performance } from "node:perf_hooks";
import type { LoadResult } from "./load.ts";
import { cpuMicroseconds } from "./measure-process.ts";
import type { Measured } from "./report.ts";
import { makeRow } from "./rows.ts";
import type { Server } from "./servers.ts";

const listeners = 1000;
export const fanOutName = `one write to ${listeners} listeners`;

/** Per write: the server's CPU, and the time until the last listener has heard of it. */
export async function measureFanOut(server: Server, seconds: number): Promise<Measured> {
  const child = Bun.spawn(["taskset", "-c", "1", process.execPath, import.meta.path, server.url], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  const said = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  await said.read();
  const before = cpuMicroseconds(server.pid);
  child.stdin.write(`${seconds}\n`);
  await child.stdin.end();
  let text = "";
  for (let piece = await said.read(); !piece.done; piece = await said.read()) text += piece.value;
  const result = JSON.parse(text) as LoadResult;
  const cpuMicros = (cpuMicroseconds(server.pid) - before) / result.requests;
  if (result.failures > 0) throw new Error(`${server.name}: ${result.failures} writes unheard of`);
  return { ...result, cpuMicros };
}

const topic = "items/*";
const json = { "content-type": "application/json" };

async function run(url: string): Promise<LoadResult> {
  let heard = 0;
  let allHeard: () => void = () => {};
  const hear = (events: number) => {
    heard += events;
    if (heard >= listeners) allHeard();
  };
  for (let open = 0; open < listeners; open += 50) {
    await Promise.all(Array.from({ length: 50 }, () => listen(url, hear)));
  }
  console.log("ready");
  const seconds = Number(await Bun.stdin.text());
  const latencies: number[] = [];
  let failures = 0;
  const started = performance.now();
  while (performance.now() - started < seconds * 1000) {
    heard = 0;
    const everybody = new Promise<boolean>((resolve) => (allHeard = () => resolve(true)));
    const at = performance.now();
    await write(url);
    const inTime = await Promise.race([everybody, Bun.sleep(5000).then(() => false)]);
    latencies.push(performance.now() - at);
    if (!inTime) failures++;
  }
  const elapsed = performance.now() - started;
  latencies.sort((a, b) => a - b);
  return {
    requests: latencies.length,
    failures,
    perSecond: (latencies.length / elapsed) * 1000,
    p50Ms: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
  };
}

async function write(url: string): Promise<void> {
  const { id: _, at: __, ...body } = makeRow(1);
  const answer = await fetch(`${url}/api/collections/items/records`, {
    method: "POST",
    headers: json,
    body: JSON.stringify(body),
  });
  await answer.text();
}

/** A socket that counts events: a thousand parsers would be the slower side. */
async function listen(url: string, hear: (events: number) => void): Promise<void> {
  const { hostname, port } = new URL(url);
  const { promise: named, resolve: name } = Promise.withResolvers<string>();
  await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      open: (socket) =>
        void socket.write(`GET /api/realtime HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`),
      data(_, piece) {
        const text = piece.toString();
        const id = /"clientId":"(\w+)"/.exec(text)?.[1];
        if (id) name(id);
        const events = text.split(`event:${topic}`).length - 1;
        if (events > 0) hear(events);
      },
    },
  });
  const body = JSON.stringify({ clientId: await named, subscriptions: [topic] });
  await fetch(`${url}/api/realtime`, { method: "POST", headers: json, body });
}

if (import.meta.main) {
  console.log(JSON.stringify(await run(process.argv[2]!)));
  // The streams would keep it alive.
  process.exit();
}
