// What superusers set for agents, changed while they work, on the executable.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ToolListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { executable, serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

let directory: string;
let inside: readonly string[];
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  directory = temporaryDirectory();
  inside = ["--dir", directory];
  server = await serve(directory);
}, 60_000);

afterAll(async () => {
  await server.stop();
});

async function mint(name: string, ...more: string[]): Promise<string> {
  const words = ["token", "mint", "--name", name, "--scope", "mcp:admin", "--json", ...more];
  return (await vaultbase([...words, ...inside])).json().token;
}

async function set(name: string, value: string): Promise<void> {
  const ran = await vaultbase(["settings", "set", name, value, ...inside]);
  expect(ran.stderr).toBe("");
}

async function overStdio(token: string, ...words: string[]) {
  const client = new Client({ name: "stdio", version: "1" });
  const env = { VAULTBASE_MCP_TOKEN: token };
  const command = { command: executable, args: ["mcp", ...inside, ...words], env };
  const transport = new StdioClientTransport({ ...command, stderr: "pipe" });
  const said = new Response(transport.stderr as unknown as ReadableStream).text();
  await client.connect(transport);
  const names = async () => (await client.listTools()).tools.map(({ name }) => name);
  return { client, names, said };
}

async function post(token: string, body: string): Promise<Response> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  return fetch(`${server.url}/api/v1/mcp`, { method: "POST", headers, body });
}

const call = { name: "list_collections", arguments: {} };
const calling = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: call });

test("a setting reaches agents in every process while they are connected", async () => {
  const token = await mint("worker");
  const { client, names } = await overStdio(token);
  const { promise: told, resolve } = Promise.withResolvers<void>();
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => resolve());
  expect(await names()).toContain("create_collection");
  await set("mcp.allowedTools", '["list_*"]');
  await told;
  expect(await names()).toContain("list_collections");
  expect(await names()).not.toContain("create_collection");
  const refused = await client.callTool({ name: "create_collection", arguments: { name: "x" } });
  expect(JSON.stringify(refused)).toContain("mcp.allowedTools");
  await set("mcp.allowedTools", "[]");
  expect(await (await post(token, calling)).text()).toContain('"result"');
  await client.close();
});

test("a token's own tools, number of requests and toolset", async () => {
  const more = ["--tools", "list_*,create_collection", "--rate-limit", "5", "--toolset", "compact"];
  const token = await mint("narrow", ...more);
  const { client, names } = await overStdio(token);
  const listed = await names();
  expect(listed).toEqual(expect.arrayContaining(["list_collections", "create_collection"]));
  expect(listed).not.toContain("describe_collection");
  let answer = await client.callTool(call);
  for (let times = 0; times < 5; times++) answer = await client.callTool(call);
  expect(answer.isError).toBe(true);
  expect(JSON.stringify(answer.content)).toMatch(/At most 5 requests a minute.*retry_after_s: \d+/);
  expect(client.listTools()).rejects.toThrow("Ask again in");
  await client.listTools().catch(() => {});
  await client.close();
  const statuses: number[] = [];
  for (let times = 0; times < 7; times++) {
    const response = await post(token, calling);
    await response.text();
    statuses.push(response.status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  const audit = await vaultbase(["audit", "list", "--json", ...inside]);
  expect(audit.stdout).toContain('"rateLimited"');
});

test("a token's own number of rows, over HTTP and standard input", async () => {
  const token = await mint("sparing", "--max-per-page", "2");
  const [listed] = (await vaultbase(["token", "list", "--json", ...inside])).json().items;
  expect(listed).toMatchObject({ name: "sparing", maxPerPage: 2 });
  const asked = { name: "read_audit_log", arguments: {} };
  const { client } = await overStdio(token);
  for (let times = 0; times < 3; times++) await client.callTool(call);
  const { structuredContent } = await client.callTool(asked);
  expect((structuredContent as { items: unknown[] }).items).toHaveLength(2);
  const more = await client.callTool({ ...asked, arguments: { perPage: 3 } });
  expect(JSON.stringify(more.content)).toContain(
    "perPage must be a whole number from 1 to 2, not 3",
  );
  await client.close();
  const params = {
    name: "run_sql",
    arguments: { query: "SELECT 1 UNION SELECT 2 UNION SELECT 3" },
  };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
  const answer = (await (await post(token, body)).json()) as any;
  expect(answer.result.structuredContent).toMatchObject({ more: true });
  expect(answer.result.structuredContent.items).toHaveLength(2);
});

test("what is too large is refused before it is read", async () => {
  const token = await mint("large");
  await set("mcp.maxMessageSize", "2048");
  await Bun.sleep(400);
  const large = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "x".repeat(3000) });
  const refused = await post(token, large);
  expect(refused.status).toBe(413);
  expect(await refused.json()).toMatchObject({ jsonrpc: "2.0", error: { code: -32000 } });
  await set("mcp.maxMessageSize", "10485760");
});

test("switched off, agents are cut off and told why; switched on, they come back", async () => {
  const token = await mint("off");
  const { client, said } = await overStdio(token);
  const closed = new Promise<void>((resolve) => (client.onclose = resolve));
  await set("mcp.enabled", "false");
  await closed;
  expect(await said).toContain("switched off");
  await Bun.sleep(400);
  expect((await post(token, calling)).status).toBe(403);
  const refused = await vaultbase(["mcp", ...inside], { env: { VAULTBASE_MCP_TOKEN: token } });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain("vaultbase settings set mcp.enabled true");
  await set("mcp.enabled", "true");
  const again = await overStdio(token);
  expect(await again.names()).toContain("list_collections");
  await again.client.close();
});

test("a slip is refused with the nearest name, on the command line as in the environment", async () => {
  const words = ["settings", "set", "mcp.allowedTools", '["list_colections"]', ...inside];
  const refused = await vaultbase(words);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain("Did you mean list_collections?");
  const env = { VAULTBASE_SETTINGS_MCP_ALLOWED_TOOLS: "list_colections" };
  const started = await vaultbase(["serve", "--port", "0", ...inside], { env });
  expect(started.exitCode).toBe(1);
  expect(started.stderr).toContain("Did you mean list_collections?");
  const minted = ["token", "mint", "--name", "a", "--scope", "mcp:read", "--tools", "lst_x"];
  expect((await vaultbase([...minted, ...inside])).stderr).toContain('There is no tool "lst_x"');
});
