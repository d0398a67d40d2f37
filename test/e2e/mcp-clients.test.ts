// Who speaks MCP with the executable, seen from everywhere, and what ends with a token.
import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  Client as ModernClient,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as LegacyHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { executable, serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

const call = { name: "list_collections", arguments: {} };

let directory: string;
let inside: readonly string[];
let server: Awaited<ReturnType<typeof serve>>;
let url: URL;

beforeAll(async () => {
  directory = temporaryDirectory();
  inside = ["--dir", directory];
  const superuser = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  await vaultbase([...superuser, ...inside]);
  server = await serve(directory);
  url = new URL(`${server.url}/api/v1/mcp`);
}, 60_000);

afterAll(async () => {
  await server.stop();
});

async function mint(name: string, scope = "mcp:read"): Promise<{ id: string; token: string }> {
  const words = ["token", "mint", "--name", name, "--scope", scope, "--json"];
  return (await vaultbase([...words, ...inside])).json();
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function spawned(token: string) {
  const env = { VAULTBASE_MCP_TOKEN: token };
  return { command: executable, args: ["mcp", ...inside], env, stderr: "pipe" as const };
}

/** Somebody on every transport, with one token, each with one call behind them. */
async function everywhere(token: string) {
  const requestInit = { headers: bearer(token) };
  const modern = new ModernClient(
    { name: "modern", version: "1" },
    { versionNegotiation: { mode: "auto" } },
  );
  await modern.connect(new StreamableHTTPClientTransport(url, { requestInit }));
  const listening = await modern.listen({ toolsListChanged: true });
  const session = new LegacyClient({ name: "session", version: "2" });
  await session.connect(new LegacyHttp(url, { requestInit }));
  const stdio = new LegacyClient({ name: "stdio", version: "3" });
  const { promise: hungUp, resolve } = Promise.withResolvers<void>();
  stdio.onclose = resolve;
  const transport = new StdioClientTransport(spawned(token));
  const said = new Response(transport.stderr as unknown as ReadableStream).text();
  await stdio.connect(transport);
  for (const client of [modern, session, stdio]) await client.callTool(call);
  const events = await fetch(`${url}/events`, { headers: bearer(token) });
  return {
    events,
    listening,
    hungUp,
    said,
    async close() {
      for (const client of [modern, session, stdio]) await client.close();
    },
  };
}

interface Listed {
  readonly transport: string;
  readonly clientName: string;
  readonly tokenId: string;
  readonly calls: number;
}

/** Until all are there: processes tell each other once a second. */
async function clients(ask: () => Promise<{ items: Listed[] }>, count: number): Promise<Listed[]> {
  for (;;) {
    const { items } = await ask();
    if (
      items.length === count &&
      items.every(({ transport, calls }) => transport === "events" || calls > 0)
    ) {
      return items.toSorted((a, b) => (a.transport < b.transport ? -1 : 1));
    }
    await Bun.sleep(100);
  }
}

test("everybody is listed everywhere: REST, the command line, MCP", async () => {
  const { id, token } = await mint("team");
  const admin = await mint("admin", "admin");
  const team = await everywhere(token);
  const expected = [
    { transport: "events", clientName: "", tokenId: id, open: true },
    {
      transport: "http",
      clientName: "modern",
      protocolVersion: "2026-07-28",
      calls: 1,
      open: true,
    },
    { transport: "http-session", clientName: "session", protocolVersion: "2025-11-25", calls: 1 },
    { transport: "stdio", clientName: "stdio", clientVersion: "3", address: "", calls: 1 },
  ];
  const overRest = async () => {
    const answer = await fetch(`${server.url}/api/v1/mcp/clients`, {
      headers: bearer(admin.token),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as { items: Listed[] };
  };
  const byHand = async () => (await vaultbase(["mcp", "clients", "--json", ...inside])).json();
  expect(await clients(overRest, 4)).toMatchObject(expected);
  expect(await clients(byHand, 4)).toMatchObject(expected);
  const refused = await fetch(`${server.url}/api/v1/mcp/clients`, { headers: bearer(token) });
  expect(refused.status).toBe(403);

  const asked = new LegacyClient({ name: "admin", version: "1" });
  await asked.connect(new LegacyHttp(url, { requestInit: { headers: bearer(admin.token) } }));
  const answer = await asked.callTool({ name: "list_mcp_clients", arguments: {} });
  expect(JSON.stringify(answer.content)).toContain("modern");
  await asked.close();
  await team.events.body?.cancel();
  await team.close();
}, 60_000);

test("a token revoked by another process takes all its connections with it", async () => {
  const { id, token } = await mint("gone");
  const team = await everywhere(token);
  const revoked = await vaultbase(["token", "revoke", id, "--yes", ...inside]);
  expect(revoked.exitCode).toBe(0);
  await Promise.all([team.events.text(), team.listening.closed, team.hungUp]);
  expect(await team.said).toContain("revoked");
  await team.close();
}, 60_000);

test("so does logging everybody out", async () => {
  const signIn = await fetch(`${server.url}/api/collections/_superusers/auth-with-password`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ identity: "root@example.com", password: "1234567890" }),
  });
  const { token } = (await signIn.json()) as { token: string };
  const minted = await fetch(`${server.url}/api/v1/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: token },
    body: JSON.stringify({ name: "theirs", scopes: ["mcp:read"] }),
  });
  const theirs = (await minted.json()) as { token: string };
  const team = await everywhere(theirs.token);
  const own = await fetch(`${url}/events`, { headers: bearer(token) });
  const words = ["sessions", "logout-all", "--yes", ...inside];
  expect((await vaultbase(words)).exitCode).toBe(0);
  await Promise.all([team.events.text(), own.text(), team.listening.closed, team.hungUp]);
  await team.close();
}, 60_000);
