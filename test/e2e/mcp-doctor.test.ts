// What people find in their configurations when an agent sees nothing.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { executable, serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

let directory: string;
let server: Serving;
let url: string;
let good: string;
let reading: string;
let revoked: string;

beforeAll(async () => {
  directory = temporaryDirectory();
  const superuser = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  expect((await vaultbase([...superuser, "--dir", directory])).exitCode).toBe(0);
  for (let count = 0; count < 10; count++) {
    const words = ["collections", "create", `things_${count}`, "--fields", "[]"];
    expect((await vaultbase([...words, "--dir", directory])).exitCode).toBe(0);
  }
  good = (await mint("good", "mcp:read,mcp:write")).token;
  reading = (await mint("reading", "mcp:read")).token;
  const ended = await mint("ended", "mcp:read");
  await vaultbase(["token", "revoke", ended.id, "--yes", "--dir", directory]);
  revoked = ended.token;
  server = await serve(directory, { words: ["--host", "0.0.0.0"] });
  url = server.url.replace("0.0.0.0", "127.0.0.1");
}, 60_000);

afterAll(async () => {
  await server.stop();
});

async function mint(name: string, scope: string): Promise<{ id: string; token: string }> {
  const words = ["token", "mint", "--name", name, "--scope", scope, "--json", "--dir", directory];
  return (await vaultbase(words)).json();
}

const files: Record<string, { path: string; key: string }> = {
  "claude-desktop": { path: ".config/Claude/claude_desktop_config.json", key: "mcpServers" },
  "claude-code": { path: ".claude.json", key: "mcpServers" },
  cursor: { path: ".cursor/mcp.json", key: "mcpServers" },
  gemini: { path: ".gemini/settings.json", key: "mcpServers" },
};

/** Examines a user's folder that holds these texts. */
async function doctor(texts: Record<string, string>, ...words: string[]) {
  const home = temporaryDirectory();
  for (const [client, text] of Object.entries(texts)) {
    const path = join(home, files[client]!.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return vaultbase(["mcp", "doctor", ...words], {
    env: { HOME: home, XDG_CONFIG_HOME: "", CODEX_HOME: "", CLAUDE_CONFIG_DIR: "" },
  });
}

function config(client: string, entry: object, name = "vaultbase"): Record<string, string> {
  return {
    [client]: JSON.stringify({ [files[client]!.key]: { [name]: entry, other: { command: "x" } } }),
  };
}

function program(token: string, args: readonly string[] = ["--dir", directory]): object {
  return { command: executable, args: ["mcp", ...args], env: { VAULTBASE_MCP_TOKEN: token } };
}

test("what is well is said to be, with the tools an agent gets", async () => {
  const { exitCode, stdout } = await doctor(config("claude-desktop", program(good)));
  expect(stdout).toMatch(/^ok {4}claude-desktop vaultbase: \d+ tools\.\n$/);
  expect(exitCode).toBe(0);
});

test("over HTTP, too", async () => {
  const entry = {
    type: "http",
    url: `${url}/api/v1/mcp`,
    headers: { Authorization: `Bearer ${reading}` },
  };
  const { exitCode, stdout } = await doctor(config("claude-code", entry));
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^ok .*tools/)]);
});

test("where no client knows the server, it says how to connect one", async () => {
  const { exitCode, stderr } = await doctor({});
  expect(exitCode).toBe(1);
  expect(stderr).toContain("vaultbase mcp install claude-desktop");
});

const problems: Record<string, () => [texts: Record<string, string>, found: string, fix: string]> =
  {
    "broken JSON": () => [
      { cursor: '{\n  "mcpServers": {\n    "vaultbase": {}\n    "x": {}\n  }\n}' },
      "not valid JSON: comma expected at line 4",
      "by hand",
    ],
    "comments where the client reads none": () => [
      { "claude-desktop": "{\n  // mine\n}" },
      "not valid JSON",
      "reads no comments: remove them",
    ],
    "curl as the command": () => [
      config("claude-desktop", {
        command: "curl",
        args: ["-N", "-H", `Authorization: Bearer ${good}`, `${url}/api/v1/mcp`],
      }),
      "curl asks once and ends",
      "vaultbase mcp install claude-desktop",
    ],
    "a package that does not exist": () => [
      config("cursor", { command: "npx", args: ["-y", "@anthropic/mcp-proxy", "--header", "x"] }),
      "There is no npm package @anthropic/mcp-proxy",
      "vaultbase mcp install cursor",
    ],
    "a program that is not there": () => [
      config("cursor", { ...program(good), command: "/nowhere/vaultbase" }),
      "There is no program /nowhere/vaultbase",
      "vaultbase mcp install cursor",
    ],
    "a data directory that is not there": () => [
      config("cursor", program(good, ["--dir", "/nowhere/data"])),
      "no data directory at /nowhere/data",
      "--dir DIR",
    ],
    "a data directory that depends on where one stands": () => [
      config("cursor", program(good, ["--dir", "vaultbase_data"])),
      "a client starts it anywhere",
      "vaultbase mcp install cursor",
    ],
    "no data directory at all": () => [
      config("cursor", program(good, [])),
      "names no data directory",
      "vaultbase mcp install cursor",
    ],
    "no token": () => [
      config("cursor", { command: executable, args: ["mcp", "--dir", directory] }),
      "no token in it",
      "VAULTBASE_MCP_TOKEN",
    ],
    "a token nobody knows": () => [
      config("cursor", program("vbat_nothing")),
      "does not know the token",
      "mints another",
    ],
    "a token that was revoked": () => [
      config("cursor", program(revoked)),
      "revoked",
      "mints another",
    ],
    "a token that was revoked, over HTTP": () => [
      config("cursor", {
        url: `${url}/api/v1/mcp`,
        headers: { Authorization: `Bearer ${revoked}` },
      }),
      "revoked",
      "mints another",
    ],
    "a server that is not there": () => [
      config("cursor", program(good, ["--url", "http://127.0.0.1:1"])),
      "http://127.0.0.1:1/api/v1/mcp cannot be reached",
      "vaultbase serve",
    ],
    "an address beside the endpoint": () => [
      config("cursor", { url: `${url}/api`, headers: { Authorization: `Bearer ${good}` } }),
      "MCP is not spoken at",
      "/api/api/v1/mcp",
    ],
    "a host name the server does not answer to": () => [
      config("cursor", {
        url: `${url.replace("127.0.0.1", "127.0.0.2")}/api/v1/mcp`,
        headers: { Authorization: `Bearer ${good}` },
      }),
      "127.0.0.2",
      "--allowed-host",
    ],
    "an address for a client that takes none": () => [
      config("claude-desktop", { url: `${url}/api/v1/mcp` }),
      "Claude Desktop takes no address",
      `vaultbase mcp install claude-desktop --url ${"http://"}`,
    ],
    "a word that the client needs is missing": () => [
      config("claude-code", {
        url: `${url}/api/v1/mcp`,
        headers: { Authorization: `Bearer ${good}` },
      }),
      "Claude Code reads type.",
      `vaultbase mcp install claude-code --http ${url}`,
    ],
    "another client's words": () => [
      config("gemini", {
        url: `${url}/api/v1/mcp`,
        headers: { Authorization: `Bearer ${good}` },
      }),
      "Gemini CLI reads httpUrl, not url",
      "vaultbase mcp install gemini",
    ],
  };

describe("each problem is named with its fix", () => {
  test.each(Object.entries(problems))("%s", async (_, scenario) => {
    const [texts, found, fix] = scenario();
    const { exitCode, stdout, stderr } = await doctor(texts);
    expect(stdout).toStartWith("FAIL");
    expect(stdout).toContain(found);
    expect(stdout).toContain(fix);
    expect(stdout + stderr).not.toContain(good);
    expect([exitCode, stderr]).toEqual([1, "Error: 1 problem.\n"]);
  });
});

test("too many tools are a warning, and no failure", async () => {
  const { exitCode, stdout } = await doctor(config("cursor", program(good)));
  expect(stdout).toContain("WARN  cursor vaultbase: Cursor works with up to 40 tools");
  expect(stdout).toContain("--toolset compact");
  expect(exitCode).toBe(0);
});

test("a name that makes the tools' names too long is a warning", async () => {
  const { stdout } = await doctor(config("cursor", program(good), "x".repeat(50)), "cursor");
  expect(stdout).toContain("is too long a name for Cursor");
});

test("names that many clients refuse are a problem", async () => {
  const words = ["--dir", directory, "--tool-names", "dotted"];
  const { exitCode, stdout } = await doctor(config("claude-code", program(good, words)));
  expect([exitCode, stdout]).toEqual([1, expect.stringContaining("--tool-names plain")]);
});

test("a key that is set here, but not where the client starts it", async () => {
  const sealed = temporaryDirectory();
  const env = { VAULTBASE_ENCRYPTION_KEY: "0".repeat(64) };
  const superuser = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  await vaultbase([...superuser, "--dir", sealed], { env });
  const path = join(temporaryDirectory(), "mcp.json");
  const words = ["mcp", "install", "cursor", "--dir", sealed, "--config", path, "--yes"];
  const installed = await vaultbase(words, { env });
  expect([installed.exitCode, installed.stderr]).toEqual([
    0,
    expect.stringContaining("without VAULTBASE_ENCRYPTION_KEY"),
  ]);
  const examined = await vaultbase(["mcp", "doctor", "cursor", "--config", path], { env });
  expect(examined.exitCode).toBe(1);
  expect(examined.stdout).toContain("VAULTBASE_ENCRYPTION_KEY");
});

test("one client alone, another file, as JSON", async () => {
  const path = join(temporaryDirectory(), "mine.json");
  writeFileSync(path, config("cursor", program(revoked)).cursor!);
  const { exitCode, json } = await doctor({}, "cursor", "--config", path, "--json");
  expect(exitCode).toBe(1);
  expect(json().items).toEqual([
    expect.objectContaining({ client: "cursor", server: "vaultbase", level: "problem" }),
  ]);
  const alone = await doctor({}, "--config", path);
  expect([alone.exitCode, alone.stderr]).toEqual([1, expect.stringContaining("Say which")]);
});
