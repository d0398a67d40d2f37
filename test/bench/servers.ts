import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fill } from "./workload.ts";

export interface Server {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from the spawn to the first answer. */
  readonly coldStartMs: number;
  stop(): Promise<void>;
}

const executable = join(import.meta.dir, "../../dist/vaultbase");
export const password = "1234567890";

/** One that knows who asks. */
export interface Product extends Server {
  /** A session token of somebody under the rules. */
  readonly member: string;
}

export interface Vaultbase extends Product {
  readonly directory: string;
  /** A token for MCP. */
  readonly token: string;
}

export async function startVaultbase(port: number): Promise<Vaultbase> {
  const directory = temporary();
  const inside = ["--dir", directory];
  await run([executable, "superuser", "create", "a@b.co", "--password", password, ...inside]);
  const flags = ["--name", "bench", "--scope", "mcp:admin", "--json"];
  const minted = await run([executable, "token", "mint", ...flags, ...inside]);
  const { token } = JSON.parse(minted) as { token: string };
  const words = [executable, "serve", "--port", String(port), ...inside];
  const server = await start("Vaultbase", words, `http://127.0.0.1:${port}`, "/api/health");
  return { ...server, directory, token, member: await fillOverRest(server.url) };
}

export async function startFloor(port: number): Promise<Server> {
  const words = [process.execPath, join(import.meta.dir, "floor.ts"), String(port)];
  const file = join(temporary(), "floor.db");
  return start("floor", [...words, file], `http://127.0.0.1:${port}`, "/list");
}

/** Null where there is no PocketBase to be had. */
export async function startPocketbase(port: number): Promise<Product | null> {
  const script = join(import.meta.dir, "../../../shared/referee/get-pocketbase.sh");
  if (!existsSync(script)) return null;
  const bin = (await run(["bash", script, join(tmpdir(), "vaultbase-bench-pocketbase")])).trim();
  const directory = temporary();
  await run([bin, "superuser", "upsert", "a@b.co", password, "--dir", directory]);
  const flags = ["--dir", directory, "--dev=false", "--automigrate=false"];
  const words = [bin, "serve", "--http", `127.0.0.1:${port}`, ...flags];
  const server = await start("PocketBase", words, `http://127.0.0.1:${port}`, "/api/health");
  return { ...server, member: await fillOverRest(server.url) };
}

/** On core 0; the load is on core 1. */
async function start(
  name: string,
  words: readonly string[],
  url: string,
  path: string,
): Promise<Server> {
  const started = performance.now();
  const child = Bun.spawn(["taskset", "-c", "0", ...words], { stdout: "ignore", stderr: "ignore" });
  while (!(await answers(url + path))) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    await Bun.sleep(1);
  }
  const coldStartMs = performance.now() - started;
  return {
    name,
    url,
    pid: child.pid,
    coldStartMs,
    async stop() {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    // Nobody listens yet.
    return false;
  }
}

async function fillOverRest(url: string): Promise<string> {
  const json = { "content-type": "application/json" };
  const signIn = await fetch(`${url}/api/collections/_superusers/auth-with-password`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ identity: "a@b.co", password }),
  });
  const { token } = (await signIn.json()) as { token: string };
  const headers = { ...json, authorization: token };
  return fill(async (method, path, body) => {
    const answer = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  });
}

function temporary(): string {
  return mkdtempSync(join(tmpdir(), "vaultbase-bench-"));
}

async function run(words: readonly string[]): Promise<string> {
  const child = Bun.spawn([...words], { stdout: "pipe", stderr: "pipe" });
  const [stdout, stderr, code] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  if (code !== 0) throw new Error(`${words.join(" ")}: ${stderr}`);
  return stdout;
}
