// Clients of both SDK generations through the bridge: as npm installs it for Node, and as it is in
// the executable.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Client as ModernClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernStdio } from "@modelcontextprotocol/client/stdio";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ToolListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { join } from "node:path";
import { buildBridge } from "../../cli/build/build-bridge.ts";
import { executable, serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

const me = { name: "bridged", version: "1.0" };

let directory: string;
let token: string;
let server: Serving;
let port: string;
let npm: readonly string[];

beforeAll(async () => {
  directory = temporaryDirectory();
  const superuser = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  expect((await vaultbase([...superuser, "--dir", directory])).exitCode).toBe(0);
  const minted = await vaultbase([
    ..."token mint --name agent --scope admin --json --dir".split(" "),
    directory,
  ]);
  token = minted.json().token;
  server = await serve(directory);
  port = new URL(server.url).port;
  npm = await installedBridge();
}, 60_000);

afterAll(async () => {
  await server.stop();
});

/** What starts the package, as npm installs its tarball. */
async function installedBridge(): Promise<readonly string[]> {
  const home = temporaryDirectory();
  const tarball = await buildBridge(temporaryDirectory());
  const words = ["install", "--offline", "--no-audit", "--no-fund", "--prefix", home, tarball];
  const child = Bun.spawn(["npm", ...words], { cwd: home, stdout: "ignore", stderr: "pipe" });
  const [stderr, exitCode] = [await child.stderr.text(), await child.exited];
  expect([exitCode, stderr.replaceAll(/^npm warn.*\n?/gim, "")]).toEqual([0, ""]);
  return ["node", join(home, "node_modules", ".bin", "vaultbase-mcp")];
}

const bridges: Record<string, () => readonly string[]> = {
  "the npm package under Node": () => npm,
  "the executable": () => [executable, "mcp"],
};

type AnyClient = Pick<LegacyClient, "close"> & {
  listTools(): Promise<{ tools: { name: string }[] }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<{
    isError?: unknown;
    structuredContent?: any;
  }>;
};

const connections: Record<
  string,
  (command: readonly string[], changed: () => void) => Promise<AnyClient>
> = {
  async "SDK v2"(command, changed) {
    const client = new ModernClient(me, { versionNegotiation: { mode: "auto" } });
    client.setNotificationHandler("notifications/tools/list_changed", changed);
    await client.connect(new ModernStdio(spawned(command)));
    await client.listen({ toolsListChanged: true });
    return client as unknown as AnyClient;
  },
  async "SDK v1"(command, changed) {
    const client = new LegacyClient(me);
    client.setNotificationHandler(ToolListChangedNotificationSchema, changed);
    await client.connect(new LegacyStdio(spawned(command)));
    return client as unknown as AnyClient;
  },
};

function spawned([command = "", ...args]: readonly string[]) {
  const env = { VAULTBASE_URL: server.url, VAULTBASE_MCP_TOKEN: token };
  return {
    command,
    args,
    env: { ...env, PATH: process.env.PATH ?? "" },
    stderr: "ignore",
  } as const;
}

const ways = Object.entries(bridges).flatMap(([bridge, command]) =>
  Object.entries(connections).map(([sdk, connect]) => ({ bridge, sdk, command, connect })),
);

/** The same server again, at the same address, after it was told to end or was killed. */
async function restart(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  server.child.kill(signal);
  await server.child.exited;
  server = await serve(directory, { words: ["--port", port] });
}

describe.each(ways)("$sdk through $bridge", ({ bridge, sdk, command, connect }) => {
  const name = `notes_${`${bridge}${sdk}`.replaceAll(/\W+/g, "").toLowerCase()}`.slice(0, 40);

  test("an agent works while the server is restarted", async () => {
    const heard: true[] = [];
    const client = await connect(command(), () => heard.push(true));
    const call = async (tool: string, args: Record<string, unknown>) => {
      const answer = await client.callTool({ name: tool, arguments: args });
      expect([tool, answer.isError]).toEqual([tool, undefined]);
      return answer.structuredContent;
    };
    const fields = [{ name: "title", type: "text" }];
    await call("create_collection", { name, fields });
    while (heard.length === 0) await Bun.sleep(20);
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toContain(`create_${name}`);

    const restarted = restart(sdk === "SDK v1" ? "SIGKILL" : "SIGTERM");
    // Some of these come while nobody is there.
    const made = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        await Bun.sleep(index * 20);
        return call(`create_${name}`, { data: { title: `note ${index}` } }).catch(
          (thrown: Error) => thrown,
        );
      }),
    );
    await restarted;
    // One that was cut off in the middle is told so; nothing is done twice.
    const refused = made.filter((each) => each instanceof Error);
    for (const each of refused) expect(each.message).toContain("carried out is not known");
    const listed = await call(`list_${name}`, { perPage: 100, fields: "title" });
    const titles = listed.items.map((each: { title: string }) => each.title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.length).toBeGreaterThanOrEqual(made.length - refused.length);

    // A stream that broke is opened again soon; what changes until then is not told.
    const before = heard.length;
    for (let count = 2; heard.length === before; count++) {
      await call("create_collection", { name: `${name}_${count}`, fields });
      await Bun.sleep(300);
    }
    await client.close();
  }, 60_000);

  test("answers find their questions, however many there are", async () => {
    const client = await connect(command(), () => {});
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        client.callTool({
          name: `list_${name}`,
          arguments: { filter: `title = "note ${index}"`, fields: "title" },
        }),
      ),
    );
    for (const [index, { structuredContent }] of answers.entries()) {
      const [found] = structuredContent.items;
      if (found) expect(found.title).toBe(`note ${index}`);
    }
    await client.close();
  }, 30_000);
});

interface Ending {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function bridge(
  command: readonly string[],
  options: { stdin?: string; env?: Record<string, string> } = {},
): Promise<Ending> {
  const { PATH = "" } = process.env;
  const child = Bun.spawn([...command], {
    stdin: new Blob([options.stdin ?? ""]),
    stdout: "pipe",
    stderr: "pipe",
    env: { PATH, NO_COLOR: "1", ...options.env },
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  return { exitCode, stdout, stderr };
}

const ping = `${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" })}\n`;

describe.each(Object.entries(bridges))("%s", (_, command) => {
  test("answers what it was asked, and ends when the client hangs up", async () => {
    const words = [...command(), "--url", `${server.url}/`, "--token", token];
    const { exitCode, stdout } = await bridge(words, { stdin: ping });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ jsonrpc: "2.0", id: 1, result: {} });
  });

  test("ends when it is told to", async () => {
    const { PATH = "" } = process.env;
    const child = Bun.spawn([...command(), "--url", server.url, "--token", token], {
      stdin: "pipe",
      stdout: "pipe",
      env: { PATH },
    });
    child.stdin.write(ping);
    await child.stdin.flush();
    const reader = child.stdout.getReader();
    await reader.read();
    child.kill("SIGTERM");
    expect(await child.exited).toBe(0);
  });

  test("takes the token from VAULTBASE_MCP_TOKEN before VAULTBASE_API_TOKEN", async () => {
    const url = { VAULTBASE_URL: server.url };
    const first = { ...url, VAULTBASE_MCP_TOKEN: token, VAULTBASE_API_TOKEN: "vbat_wrong" };
    expect((await bridge(command(), { stdin: ping, env: first })).exitCode).toBe(0);
    const second = { ...url, VAULTBASE_API_TOKEN: token };
    expect((await bridge(command(), { stdin: ping, env: second })).exitCode).toBe(0);
    const neither = await bridge(command(), { env: url });
    expect([neither.exitCode, neither.stdout]).toEqual([1, ""]);
    expect(neither.stderr).toContain("vaultbase token mint");
  });

  test.each([
    ["no address", "localhost:8091", "is no address of a server"],
    ["another scheme", "ftp://localhost", "is no address of a server"],
    ["a page that is not MCP", "PAGE", "There is no MCP at"],
    ["a certificate nobody trusts", "TLS", "NODE_EXTRA_CA_CERTS"],
    ["TLS where there is none", "NOTLS", "write http://"],
  ])("%s is said on standard error, and nothing else is", async (_name, address, said) => {
    const page = Bun.serve({ port: 0, fetch: () => new Response("hello") });
    const fixtures = join(import.meta.dir, "..", "fixtures");
    const tls = Bun.serve({
      port: 0,
      tls: {
        cert: Bun.file(join(fixtures, "localhost-certificate.pem")),
        key: Bun.file(join(fixtures, "localhost-key.pem")),
      },
      fetch: () => new Response("hello"),
    });
    const addresses: Record<string, string> = {
      PAGE: `http://127.0.0.1:${page.port}`,
      TLS: `https://localhost:${tls.port}`,
      NOTLS: server.url.replace("http:", "https:"),
    };
    const url = addresses[address] ?? address;
    const ended = await bridge([...command(), "--url", url, "--token", token], { stdin: ping });
    expect([ended.exitCode, ended.stdout]).toEqual([1, ""]);
    expect(ended.stderr).toContain(said);
    expect(ended.stderr).not.toContain(token);
    await Promise.all([page.stop(true), tls.stop(true)]);
  });

  test("a token that opens no door is refused before anything is said", async () => {
    const words = [...command(), "--url", server.url, "--token", "vbat_wrong"];
    const { exitCode, stdout, stderr } = await bridge(words, { stdin: ping });
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("vaultbase token mint");
  });

  test("a token that was revoked meanwhile is an answer", async () => {
    const minted = await vaultbase([
      ..."token mint --name short --scope mcp:read --json --dir".split(" "),
      directory,
    ]);
    const { id, token: short } = minted.json();
    const { PATH = "" } = process.env;
    const child = Bun.spawn([...command(), "--url", server.url, "--token", short], {
      stdin: "pipe",
      stdout: "pipe",
      stderr: "ignore",
      env: { PATH },
    });
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const ask = async () => {
      child.stdin.write(ping);
      await child.stdin.flush();
      return JSON.parse((await reader.read()).value ?? "");
    };
    expect((await ask()).result).toEqual({});
    await vaultbase(["token", "revoke", id, "--yes", "--dir", directory]);
    expect((await ask()).error.message).toContain("revoked");
    await child.stdin.end();
    expect(await child.exited).toBe(0);
  });
});

test("a server that is not there yet is waited for", async () => {
  const away = temporaryDirectory();
  const child = Bun.spawn([executable, "mcp", "--url", "http://127.0.0.1:1", "--token", token], {
    stdin: "pipe",
    stdout: "ignore",
    stderr: "pipe",
    cwd: away,
  });
  const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toContain("Waiting for it.");
  await child.stdin.end();
  expect(await child.exited).toBe(0);
});

test("what the server decides is not taken as if the bridge could", async () => {
  const words = ["mcp", "--url", server.url, "--token", token, "--max-tools", "5"];
  const { exitCode, stderr } = await vaultbase(words);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("it is the server that decides about --max-tools");
});
