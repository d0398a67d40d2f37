// The extension for Claude Desktop, judged, unpacked and started by the tools of its own format.
import { getMcpConfigForManifest, unpackExtension, validateManifest } from "@anthropic-ai/mcpb";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { executable, serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

let directory: string;
let server: Serving;
let token: string;

beforeAll(async () => {
  directory = temporaryDirectory();
  const superuser = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  expect((await vaultbase([...superuser, "--dir", directory])).exitCode).toBe(0);
  const mint = ["token", "mint", "--name", "desktop", "--scope", "mcp:admin", "--json"];
  token = (await vaultbase([...mint, "--dir", directory])).json().token;
  server = await serve(directory);
}, 60_000);

afterAll(async () => {
  await server.stop();
});

interface Unpacked {
  readonly folder: string;
  readonly manifest: any;
}

async function unpacked(...words: string[]): Promise<Unpacked> {
  const path = join(temporaryDirectory(), "vaultbase.mcpb");
  const made = await vaultbase(["mcp", "bundle", "--output", path, ...words]);
  expect([made.exitCode, made.stderr]).toEqual([0, ""]);
  const folder = temporaryDirectory();
  const isDone = await unpackExtension({ mcpbPath: path, outputDir: folder, silent: true });
  expect(isDone).toBe(true);
  const manifestPath = join(folder, "manifest.json");
  expect(validateManifest(manifestPath)).toBe(true);
  return { folder, manifest: await Bun.file(manifestPath).json() };
}

describe.each([
  ["a data directory", () => ["--dir", directory], () => ({ directory })],
  ["a server", () => ["--url", server.url], () => ({ url: server.url })],
])("for %s", (_, words, where) => {
  test("it is valid, asks for the token, and works as Claude Desktop starts it", async () => {
    const { folder, manifest } = await unpacked(...words());
    expect(manifest).toMatchObject({
      manifest_version: "0.3",
      server: { type: "binary" },
      user_config: { token: { sensitive: true, required: true } },
      compatibility: { platforms: [process.platform] },
    });
    expect(JSON.stringify(manifest)).not.toContain("vbat_");
    const inside = Bun.file(join(folder, manifest.server.entry_point));
    expect(inside.size).toBe(Bun.file(executable).size);
    const config = await getMcpConfigForManifest({
      manifest,
      extensionPath: folder,
      systemDirs: {},
      userConfig: { ...where(), token, read_only: true },
      pathSeparator: "/",
    });
    const client = new Client({ name: "desktop", version: "1" });
    await client.connect(
      new StdioClientTransport({
        command: config!.command!,
        args: config!.args ?? [],
        env: { ...config!.env },
      }),
    );
    const { tools } = await client.listTools();
    const names = tools.map((tool) => tool.name);
    expect(names).toContain("list_collections");
    expect(names).not.toContain("create_collection");
    await client.close();
  }, 60_000);
});

test("for another platform, with its executable", async () => {
  const program = join(temporaryDirectory(), "vaultbase-windows-x64.exe");
  writeFileSync(program, "MZ");
  const words = ["--url", server.url, "--program", program, "--platform", "win32"];
  const { folder, manifest } = await unpacked(...words);
  expect(manifest.server.entry_point).toBe("server/vaultbase.exe");
  expect(await Bun.file(join(folder, "server", "vaultbase.exe")).text()).toBe("MZ");
});

test.each([
  ["a platform that is none", ["--platform", "macos"], "It is one of darwin, win32, linux"],
  ["a program that is none", ["--program", "/nowhere"], "/nowhere"],
  ["a data directory that is none", ["--dir", "/nowhere"], "no data directory at"],
])("%s is refused", async (_, words, said) => {
  const at = words.includes("--dir") ? [] : ["--url", server.url];
  const { exitCode, stderr } = await vaultbase(["mcp", "bundle", ...words, ...at]);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(said)]);
});
