// Real MCP clients of both SDK generations against the executable, over HTTP and standard input.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  Client as ModernClient,
  type OAuthClientProvider as ModernProvider,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernStdio } from "@modelcontextprotocol/client/stdio";
import type { OAuthClientProvider } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as LegacyHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ToolListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { executable, serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

const me = { name: "e2e", version: "1.0" };
const toolsChanged = "notifications/tools/list_changed" as const;

let directory: string;
let token: string;
let readToken: string;
let url: string;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  directory = temporaryDirectory();
  const superuser = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  expect((await vaultbase([...superuser, "--dir", directory])).exitCode).toBe(0);
  token = await mint("agent", "admin");
  readToken = await mint("reader", "mcp:read");
  server = await serve(directory);
  url = `${server.url}/api/v1/mcp`;
}, 60_000);

afterAll(async () => {
  await server.stop();
});

async function mint(name: string, scope: string): Promise<string> {
  const words = ["token", "mint", "--name", name, "--scope", scope, "--json", "--dir", directory];
  return (await vaultbase(words)).json().token;
}

type AnyClient = Pick<LegacyClient, "close"> & {
  listTools(): Promise<{ tools: { name: string }[] }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<{
    isError?: unknown;
    structuredContent?: unknown;
    content?: unknown;
  }>;
};

const bearer = () => ({ requestInit: { headers: { authorization: `Bearer ${token}` } } });
const spawned = () => ({
  command: executable,
  args: ["mcp", "--dir", directory],
  env: { VAULTBASE_MCP_TOKEN: token },
});

/** What a client with a browser beside it brings along. */
function signsIn(): ModernProvider {
  const redirectUrl = "http://localhost:1/back";
  return {
    redirectUrl,
    clientMetadata: { client_name: "e2e", redirect_uris: [redirectUrl] },
    clientInformation: () => undefined,
    saveClientInformation: () => {},
    tokens: () => undefined,
    saveTokens: () => {},
    redirectToAuthorization: () => {},
    saveCodeVerifier: () => {},
    codeVerifier: () => "",
  };
}

/** A client, told by the callback when the list of tools changed. */
const ways: Record<string, (changed: () => void) => Promise<AnyClient>> = {
  async "SDK v2 over HTTP"(changed) {
    const client = new ModernClient(me, { versionNegotiation: { mode: "auto" } });
    client.setNotificationHandler(toolsChanged, changed);
    await client.connect(new StreamableHTTPClientTransport(new URL(url), bearer()));
    await client.listen({ toolsListChanged: true });
    return client as unknown as AnyClient;
  },
  async "SDK v1 over HTTP"(changed) {
    const client = new LegacyClient(me);
    client.setNotificationHandler(ToolListChangedNotificationSchema, changed);
    await client.connect(new LegacyHttp(new URL(url), bearer()));
    return client as unknown as AnyClient;
  },
  async "SDK v2 over standard input"(changed) {
    const client = new ModernClient(me, { versionNegotiation: { mode: "auto" } });
    client.setNotificationHandler(toolsChanged, changed);
    await client.connect(new ModernStdio(spawned()));
    await client.listen({ toolsListChanged: true });
    return client as unknown as AnyClient;
  },
  async "SDK v1 over standard input"(changed) {
    const client = new LegacyClient(me);
    client.setNotificationHandler(ToolListChangedNotificationSchema, changed);
    await client.connect(new LegacyStdio(spawned()));
    return client as unknown as AnyClient;
  },
};

describe.each(Object.entries(ways))("%s", (way, connect) => {
  test("an agent makes a collection and works in it with its new tools", async () => {
    const { promise: heard, resolve } = Promise.withResolvers<void>();
    const client = await connect(resolve);
    const name = `books_${way.replace(/\W+/g, "").toLowerCase()}`;
    const call = async (tool: string, args: Record<string, unknown>) => {
      const answer = await client.callTool({ name: tool, arguments: args });
      expect([tool, answer.isError, answer.isError ? answer.content : null]).toEqual([
        tool,
        undefined,
        null,
      ]);
      return answer.structuredContent as Record<string, unknown>;
    };
    const fields = [
      { name: "title", type: "text", required: true },
      { name: "year", type: "number" },
      { name: "state", type: "select", values: ["read", "unread"] },
    ];
    await call("create_collection", { name, fields });
    await heard;
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toEqual(
      expect.arrayContaining([`list_${name}`, `delete_${name}`]),
    );
    const created = await call(`create_${name}`, {
      data: { title: "Emma", year: 1815, state: "read" },
    });
    await call(`create_${name}`, { data: { title: "Ulysses", year: 1922 } });
    const found = await call(`list_${name}`, { filter: "year < 1900", fields: "id,title" });
    expect(found.items).toEqual([{ id: created.id, title: "Emma" }]);
    await call(`update_${name}`, { id: created.id, data: { "year+": 1 } });
    expect(await call(`get_${name}`, { id: created.id })).toMatchObject({ year: 1816 });
    await call(`delete_${name}`, { id: created.id, dry_run: true });
    expect((await call(`list_${name}`, {})).totalItems).toBe(2);
    await call(`delete_${name}`, { id: created.id });
    expect((await call(`list_${name}`, {})).totalItems).toBe(1);
    await call("describe_collection", { collection: name });
    await client.close();
  }, 30_000);
});

test("a change by another process reaches clients of the server", async () => {
  const { promise: heard, resolve } = Promise.withResolvers<void>();
  const overHttp = await ways["SDK v2 over HTTP"]!(resolve);
  const overStdio = await ways["SDK v1 over standard input"]!(() => {});
  await overStdio.callTool({
    name: "create_collection",
    arguments: { name: "elsewhere", fields: [] },
  });
  await heard;
  const { tools } = await overHttp.listTools();
  expect(tools.map((tool) => tool.name)).toContain("list_elsewhere");
  await Promise.all([overHttp.close(), overStdio.close()]);
}, 30_000);

describe("tokens", () => {
  const list = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
  const post = (credential: string, body = list) =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${credential}` },
      body,
    });

  test("a reading token sees no writing tool and may call none", async () => {
    const listed = await (await post(readToken)).text();
    expect(listed).toContain("list_collections");
    expect(listed).not.toContain("create_collection");
    const params = { name: "create_collection", arguments: { name: "nope" } };
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
    expect(await (await post(readToken, body)).text()).toContain('"isError":true');
  });

  test("a client that would sign people in with OAuth is told what to do instead", async () => {
    const address = new URL(url);
    const legacy = new LegacyHttp(address, { authProvider: signsIn() as OAuthClientProvider });
    const told = /Vaultbase signs nobody in.*vaultbase token mint.*Bearer vbat_/;
    await expect(new LegacyClient(me).connect(legacy)).rejects.toThrow(told);
    const modern = new StreamableHTTPClientTransport(address, { authProvider: signsIn() });
    await expect(new ModernClient(me).connect(modern)).rejects.toThrow(told);
  });

  test("a revoked token is refused at once", async () => {
    const minted = await vaultbase([
      ..."token mint --name short --scope mcp:read --json".split(" "),
      "--dir",
      directory,
    ]);
    const { id, token: short } = minted.json();
    expect((await post(short)).status).toBe(200);
    expect((await vaultbase(["token", "revoke", id, "--yes", "--dir", directory])).exitCode).toBe(
      0,
    );
    const refused = await post(short);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toContain("revoked");
  });
});

test("every call stands in the audit with token, client and outcome", async () => {
  const client = await ways["SDK v1 over HTTP"]!(() => {});
  await client.callTool({ name: "get_nothing", arguments: {} });
  await client.close();
  // Entries are written in groups, soon after.
  await Bun.sleep(1500);
  const listed = await vaultbase(["audit", "list", "--json", "--dir", directory]);
  expect(listed.stdout).toContain("mcp.get_nothing");
  expect(listed.stdout).toContain("e2e 1.0");
});
