// The executable writes the configurations of other people's programs.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { parse as parseJsonc } from "jsonc-parser";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { executable, serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

let directory: string;
let server: Serving;

beforeAll(async () => {
  directory = temporaryDirectory();
  const superuser = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  expect((await vaultbase([...superuser, "--dir", directory])).exitCode).toBe(0);
  server = await serve(directory);
}, 60_000);

afterAll(async () => {
  await server.stop();
});

/** Where each client looks below the user's folder, what is there already, and what stays of it. */
const clients: Record<
  string,
  { path: string; key: string; before: string; kept: readonly string[] }
> = {
  "claude-desktop": {
    path: ".config/Claude/claude_desktop_config.json",
    key: "mcpServers",
    before:
      '{\n  "globalShortcut": "",\n  "mcpServers": {\n    "other": { "command": "x" }\n  }\n}\n',
    kept: ['"globalShortcut": ""', '"other": { "command": "x" }'],
  },
  "claude-code": {
    path: ".claude.json",
    key: "mcpServers",
    before: '{\n  "numStartups": 12,\n  "projects": {"/x": {"mcpServers": {"a": {}}}}\n}\n',
    kept: ['"numStartups": 12', '"projects": {"/x": {"mcpServers": {"a": {}}}}'],
  },
  cursor: {
    path: ".cursor/mcp.json",
    key: "mcpServers",
    before: '{"mcpServers":{"other":{"url":"https://example.com/mcp"}}}',
    kept: ['"other":{"url":"https://example.com/mcp"}'],
  },
  vscode: {
    path: ".config/Code/User/mcp.json",
    key: "servers",
    before: '{\n\t// asked for once\n\t"inputs": [],\n\t"servers": {},\n}\n',
    kept: ["\t// asked for once", '"inputs": []'],
  },
  codex: {
    path: ".codex/config.toml",
    key: "mcp_servers",
    before: '# mine\nmodel = "gpt-5" # best\n\n[mcp_servers.other]\ncommand = "x"\n',
    kept: ['# mine\nmodel = "gpt-5" # best', '[mcp_servers.other]\ncommand = "x"'],
  },
  gemini: {
    path: ".gemini/settings.json",
    key: "mcpServers",
    before: '{\n  "theme": "Default" // dark\n}\n',
    kept: ['"theme": "Default", // dark'],
  },
  windsurf: {
    path: ".codeium/windsurf/mcp_config.json",
    key: "mcpServers",
    before: "{}",
    kept: [],
  },
  zed: {
    path: ".config/zed/settings.json",
    key: "context_servers",
    before:
      '// Zed\n{\n  "vim_mode": true,\n  "context_servers": {\n    "other": { "command": "x" },\n  },\n}\n',
    kept: ["// Zed", '"vim_mode": true', '"other": { "command": "x" }'],
  },
};

interface Desk {
  readonly path: string;
  read(): string;
  servers(): Record<string, any>;
  mcp(...words: string[]): ReturnType<typeof vaultbase>;
  /** Files beside the configuration, without it. */
  beside(): string[];
}

/** A user's folder of its own, with one client's configuration in it; null: none yet. */
function desk(client: string, before: string | null = clients[client]!.before): Desk {
  const home = temporaryDirectory();
  const { path: below, key } = clients[client]!;
  const path = join(home, below);
  if (before !== null) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, before);
  }
  const read = () => readFileSync(path, "utf8");
  return {
    path,
    read,
    servers() {
      const root: any = path.endsWith(".toml") ? parseToml(read()) : parseJsonc(read());
      return root[key] ?? {};
    },
    mcp: (...words) =>
      vaultbase(["mcp", ...words], {
        env: { HOME: home, XDG_CONFIG_HOME: "", CODEX_HOME: "", CLAUDE_CONFIG_DIR: "" },
      }),
    beside: () => readdirSync(dirname(path)).filter((name) => join(dirname(path), name) !== path),
  };
}

describe.each(Object.entries(clients))("%s", (client, { before, kept }) => {
  test("gets the server beside what it has, and is given it once", async () => {
    const { path, read, servers, mcp, beside } = desk(client);
    const words = ["install", client, "--dir", directory, "--yes"];
    const first = await mcp(...words);
    expect([first.exitCode, first.stderr]).toEqual([0, expect.stringContaining("mints a token")]);
    for (const text of kept) expect(read()).toContain(text);
    const { vaultbase: entry } = servers();
    expect(entry).toMatchObject({
      command: executable,
      args: ["mcp", "--dir", directory],
      env: { VAULTBASE_MCP_TOKEN: expect.stringMatching(/^vbat_/) },
    });
    const [backup, ...more] = beside().filter((name) => name.endsWith(".bak"));
    expect(more).toEqual([]);
    expect(readFileSync(join(dirname(path), backup!), "utf8")).toBe(before);

    const text = read();
    const second = await mcp(...words);
    expect([second.exitCode, second.stdout]).toEqual([0, expect.stringContaining("already")]);
    expect(read()).toBe(text);
    expect(beside().filter((name) => name.endsWith(".bak"))).toHaveLength(1);

    const gone = await mcp("uninstall", client, "--yes");
    expect(gone.exitCode).toBe(0);
    expect(servers().vaultbase).toBeUndefined();
    for (const piece of kept) expect(read()).toContain(piece);
    expect((await mcp("uninstall", client, "--yes")).stdout).toContain("There is no server");
  });

  test("is given a file where there is none, which nobody else may read", async () => {
    const { path, servers, mcp, beside } = desk(client, null);
    const { exitCode } = await mcp(
      "install",
      client,
      "--dir",
      directory,
      "--yes",
      "--name",
      "shop",
    );
    expect(exitCode).toBe(0);
    expect(Object.keys(servers())).toEqual(["shop"]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(beside()).toEqual([]);
  });

  test("keeps a file that cannot be understood", async () => {
    const broken = client === "codex" ? "model = [\n" : '{"a": ';
    const { path, read, mcp, beside } = desk(client, broken);
    const { exitCode, stderr } = await mcp("install", client, "--dir", directory, "--yes");
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${path} was left as it is. It is not valid`);
    expect(read()).toBe(broken);
    expect(beside()).toEqual([]);
  });
});

test("what was written works: a client starts it and sees tools", async () => {
  const { servers, mcp } = desk("claude-desktop");
  await mcp("install", "claude-desktop", "--dir", directory, "--yes", "--toolset", "compact");
  const { command, args, env } = servers().vaultbase;
  expect(args).toContain("compact");
  const client = new Client({ name: "desktop", version: "1" });
  await client.connect(new StdioClientTransport({ command, args, env }));
  const { tools } = await client.listTools();
  expect(tools.map((tool) => tool.name)).toContain("list_records");
  await client.close();
});

test("over HTTP, the client speaks with the server itself", async () => {
  const { servers, mcp } = desk("claude-code");
  const words = ["--http", server.url, "--dir", directory, "--read-only", "--yes"];
  expect((await mcp("install", "claude-code", ...words)).exitCode).toBe(0);
  const { type, url, headers } = servers().vaultbase;
  expect([type, url]).toEqual(["http", `${server.url}/api/v1/mcp?read_only=1`]);
  const ping = { jsonrpc: "2.0", id: 1, method: "ping" };
  const response = await fetch(url, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(ping),
  });
  expect(response.status).toBe(200);
});

test("a client that takes no address is told the way", async () => {
  const { read, mcp } = desk("claude-desktop");
  const before = read();
  const words = ["install", "claude-desktop", "--http", server.url, "--token", "vbat_x", "--yes"];
  const { exitCode, stderr } = await mcp(...words);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining("Write --url instead of --http")]);
  expect(read()).toBe(before);
});

test("a token that ended is replaced, one that is good is kept", async () => {
  const { servers, mcp } = desk("cursor");
  const words = ["install", "cursor", "--dir", directory, "--yes"];
  await mcp(...words);
  const { VAULTBASE_MCP_TOKEN: first } = servers().vaultbase.env;
  await mcp(...words, "--read-only");
  expect(servers().vaultbase.env.VAULTBASE_MCP_TOKEN).toBe(first);
  const listed = await vaultbase(["token", "list", "--json", "--dir", directory]);
  for (const { id, name } of listed.json().items) {
    if (name.startsWith("cursor")) {
      await vaultbase(["token", "revoke", id, "--yes", "--dir", directory]);
    }
  }
  await mcp(...words);
  expect(servers().vaultbase.env.VAULTBASE_MCP_TOKEN).not.toBe(first);
});

test("--print writes nothing, mints nothing, and prints what can be pasted", async () => {
  const { path, read, mcp, beside } = desk("cursor");
  const tokens = async () => (await vaultbase(["token", "list", "--dir", directory])).stdout;
  const before = await tokens();
  const { exitCode, stdout, stderr } = await mcp(
    "install",
    "cursor",
    "--dir",
    directory,
    "--print",
  );
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout).mcpServers.vaultbase.env).toEqual({ VAULTBASE_MCP_TOKEN: "vbat_…" });
  expect(stderr).toContain(path);
  expect(stderr).toContain("cursor://");
  expect(read()).toBe(clients.cursor!.before);
  expect(beside()).toEqual([]);
  expect(await tokens()).toBe(before);
});

test("nothing is written unasked", async () => {
  const { read, mcp } = desk("cursor");
  const { exitCode, stderr } = await mcp("install", "cursor", "--dir", directory);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Adds the server vaultbase");
  expect(stderr).toContain("--yes");
  expect(read()).toBe(clients.cursor!.before);
});

test("a symbolic link stays one", async () => {
  const { path, mcp } = desk("cursor", null);
  const real = join(temporaryDirectory(), "dotfiles-mcp.json");
  writeFileSync(real, "{}");
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(real, path);
  expect((await mcp("install", "cursor", "--dir", directory, "--yes")).exitCode).toBe(0);
  expect(readFileSync(real, "utf8")).toContain("vaultbase");
  expect(readFileSync(path, "utf8")).toBe(readFileSync(real, "utf8"));
});

test.each([
  ["an unknown client", ["install", "cluade-code"], "Did you mean claude-code?"],
  ["a directory that is none", ["install", "cursor", "--dir", "/nowhere"], "no data directory at"],
  ["a scope that is none", ["install", "cursor", "--scope", "mcp:reed"], "Did you mean mcp:read?"],
  ["a name that is too long", ["install", "cursor", "--name", "a".repeat(30)], "is no name Cursor"],
  ["two ways at once", ["install", "cursor", "--url", "URL", "--http", "URL"], "two ways"],
  [
    "a token and what to mint",
    ["install", "cursor", "--token", "t", "--ttl", "1d"],
    "With --token",
  ],
  ["a server, but no token", ["install", "cursor", "--url", "URL"], "Nobody here may mint"],
])("%s is refused", async (_, words, said) => {
  const { read, mcp } = desk("cursor");
  const at = words.includes("--url") || words.includes("--dir") ? [] : ["--dir", directory];
  const given = words.map((word) => (word === "URL" ? server.url : word));
  const { exitCode, stderr } = await mcp(...given, ...at, "--yes");
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(said)]);
  expect(read()).toBe(clients.cursor!.before);
});

test("at a server, a superuser's token mints the agent's", async () => {
  const { path, servers } = desk("windsurf");
  const mint = ["token", "mint", "--name", "minter", "--scope", "admin", "--json"];
  const { token } = (await vaultbase([...mint, "--dir", directory])).json();
  const words = ["mcp", "install", "windsurf", "--url", server.url, "--yes", "--config", path];
  const { exitCode } = await vaultbase(words, { env: { VAULTBASE_TOKEN: token } });
  expect(exitCode).toBe(0);
  const { args, env } = servers().vaultbase;
  expect(args).toEqual(["mcp", "--url", server.url]);
  expect(env.VAULTBASE_MCP_TOKEN).not.toBe(token);
});
