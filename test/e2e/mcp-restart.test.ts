// The server is killed while agents work with it, and comes back where it was.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import {
  Client as ModernClient,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { SSEClientTransport } from "@modelcontextprotocol/sdk/client/sse.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as LegacyHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  ResourceUpdatedNotificationSchema,
  ToolListChangedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { executable, serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

const me = { name: "patient", version: "1" };
const fields = JSON.stringify([{ name: "who", type: "text" }]);

let directory: string;
let inside: readonly string[];
let token: string;
let server: Awaited<ReturnType<typeof serve>>;
let url: URL;

beforeEach(async () => {
  directory = temporaryDirectory();
  inside = ["--dir", directory];
  const made = await vaultbase(["collections", "create", "notes", "--fields", fields, ...inside]);
  expect(made.exitCode).toBe(0);
  const mint = ["token", "mint", "--name", "agent", "--scope", "admin", "--json", ...inside];
  ({ token } = (await vaultbase(mint)).json());
  server = await serve(directory);
  url = new URL(`${server.url}/api/v1/mcp`);
}, 60_000);

afterEach(async () => {
  await server.stop();
});

async function killAndRestart(): Promise<void> {
  server.child.kill("SIGKILL");
  await server.child.exited;
  server = await serve(directory, { words: ["--port", url.port] });
}

const requestInit = () => ({ headers: { authorization: `Bearer ${token}` } });
const creating = (who: string) => ({ name: "create_notes", arguments: { data: { who } } });

async function modern(): Promise<ModernClient> {
  const client = new ModernClient(me, { versionNegotiation: { mode: "auto" } });
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: requestInit() }));
  return client;
}

test("an agent without a session notices nothing between its calls", async () => {
  const client = await modern();
  const post = async (who: string) => {
    const headers = { ...requestInit().headers, "content-type": "application/json" };
    const body = { jsonrpc: "2.0", id: 1, method: "tools/call", params: creating(who) };
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
    await answer.text();
  };
  for (let round = 0; round < 3; round++) {
    expect((await client.callTool(creating("modern"))).isError ?? false).toBe(false);
    await post("curl");
    await killAndRestart();
  }
  const listed = await client.callTool({ name: "list_notes", arguments: {} });
  expect(listed.structuredContent).toMatchObject({ totalItems: 6 });
  await client.close();
});

test("who listens is told that the stream broke, and listens again", async () => {
  const client = await modern();
  const listening = await client.listen({ toolsListChanged: true });
  await killAndRestart();
  await listening.closed;
  const { promise: heard, resolve } = Promise.withResolvers<void>();
  client.setNotificationHandler("notifications/tools/list_changed", () => resolve());
  await client.listen({ toolsListChanged: true });
  const made = ["collections", "create", "more", "--fields", fields, ...inside];
  expect((await vaultbase(made)).exitCode).toBe(0);
  await heard;
  await client.close();
});

async function legacy(): Promise<[LegacyClient, LegacyHttp]> {
  const client = new LegacyClient(me);
  const transport = new LegacyHttp(url, { requestInit: requestInit() });
  await client.connect(transport);
  return [client, transport];
}

test("a session goes on in the next process: its client notices nothing between its calls", async () => {
  const [client, { sessionId }] = await legacy();
  for (let round = 0; round < 3; round++) {
    expect((await client.callTool(creating("legacy"))).isError ?? false).toBe(false);
    await killAndRestart();
  }
  const both = await Promise.all([client.callTool(creating("a")), client.listTools()]);
  expect(both[1].tools.map(({ name }) => name)).toContain("create_notes");
  const listed = await client.callTool({ name: "list_notes", arguments: {} });
  expect(listed.structuredContent).toMatchObject({ totalItems: 4 });
  const clients = await fetch(`${server.url}/api/v1/mcp/clients`, requestInit());
  expect(await clients.json()).toMatchObject({
    items: [{ clientName: "patient", clientVersion: "1", transport: "http-session" }],
  });
  expect(sessionId).toBeString();
  await client.close();
});

test("a session that goes on hears of changes again", async () => {
  const [client] = await legacy();
  const told: unknown[] = [];
  client.setNotificationHandler(ToolListChangedNotificationSchema, (each) => void told.push(each));
  let made = 0;
  const hear = async () => {
    const before = told.length;
    while (told.length === before) {
      const words = ["collections", "create", `more_${++made}`, "--fields", fields, ...inside];
      expect((await vaultbase(words)).exitCode).toBe(0);
    }
  };
  await hear();
  await killAndRestart();
  await client.callTool(creating("after"));
  await hear();
  await client.close();
});

test("a session that goes on is subscribed to what it was, and not to what it was no more", async () => {
  const [client] = await legacy();
  const made = await Promise.all(["kept", "left"].map((who) => client.callTool(creating(who))));
  const ids = made.map(({ structuredContent }) => (structuredContent as { id: string }).id);
  const [kept = "", left = ""] = ids.map((id) => `vaultbase://record/notes/${id}`);
  for (const uri of [kept, left]) await client.subscribeResource({ uri });
  await client.unsubscribeResource({ uri: left });
  const told: string[] = [];
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
    told.push(params.uri);
  });
  await killAndRestart();
  await client.callTool(creating("after"));
  // The stream comes back by itself, at a time that nobody tells.
  for (let round = 0; told.length === 0; round++) {
    for (const id of ids.toReversed()) {
      await client.callTool({
        name: "update_notes",
        arguments: { id, data: { who: `round ${round}` } },
      });
    }
  }
  expect(new Set(told)).toEqual(new Set([kept]));
  await client.close();
});

test("a session goes on for nobody else, and not once it was ended", async () => {
  const [client, transport] = await legacy();
  const id = transport.sessionId!;
  const call = (bearer: string) =>
    fetch(url, {
      method: "POST",
      headers: {
        authorization: `Bearer ${bearer}`,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "mcp-session-id": id,
        "mcp-protocol-version": "2025-06-18",
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 7, method: "tools/list" }),
    });
  const mint = ["token", "mint", "--name", "other", "--scope", "admin", "--json", ...inside];
  const { token: other } = (await vaultbase(mint)).json();
  await killAndRestart();
  expect((await call(other)).status).toBe(404);
  expect((await call(token)).status).toBe(200);
  expect((await call(other)).status).toBe(404);
  await transport.terminateSession();
  expect((await call(token)).status).toBe(404);
  await client.close();
});

test("the pair of addresses of 2024 is opened again by the client, and works on", async () => {
  const client = new LegacyClient(me);
  const { headers } = requestInit();
  const transport = new SSEClientTransport(new URL(`${url}/sse`), {
    requestInit: { headers },
    eventSourceInit: {
      fetch: (input, init) =>
        fetch(input, { ...init, headers: { ...headers, accept: "text/event-stream" } }),
    },
  });
  await client.connect(transport);
  await client.callTool(creating("before"));
  await killAndRestart();
  // EventSource comes back by itself, after a moment; until then there is nobody to send to.
  const again = async (): Promise<void> => {
    const answer = await client.callTool(creating("after")).catch(() => null);
    if (answer) return expect(answer.isError ?? false).toBe(false);
    await Bun.sleep(200);
    return again();
  };
  await again();
  await client.close();
}, 30_000);

test("an agent on standard input works on while the server is down", async () => {
  const client = new LegacyClient(me);
  const env = { VAULTBASE_MCP_TOKEN: token };
  await client.connect(
    new StdioClientTransport({ command: executable, args: ["mcp", ...inside], env }),
  );
  await client.callTool(creating("before"));
  server.child.kill("SIGKILL");
  await server.child.exited;
  expect((await client.callTool(creating("meanwhile"))).isError ?? false).toBe(false);
  server = await serve(directory, { words: ["--port", url.port] });
  const listed = await client.callTool({ name: "list_notes", arguments: {} });
  expect(listed.structuredContent).toMatchObject({ totalItems: 2 });
  await client.close();
});

test("a connection that breaks while the server lives: the session's stream comes back", async () => {
  const proxy = await cuttingProxy(server.url);
  const client = new LegacyClient(me);
  const told: unknown[] = [];
  client.setNotificationHandler(ToolListChangedNotificationSchema, (each) => void told.push(each));
  const transport = new LegacyHttp(new URL(`${proxy.url}/api/v1/mcp`), {
    requestInit: requestInit(),
    reconnectionOptions: {
      initialReconnectionDelay: 20,
      maxReconnectionDelay: 200,
      reconnectionDelayGrowFactor: 1,
      maxRetries: 50,
    },
  });
  await client.connect(transport);
  const session = transport.sessionId;
  // Nobody tells when a stream stands, so the schema changes until the client has heard of it.
  let made = 0;
  const hear = async () => {
    const before = told.length;
    do {
      const words = ["collections", "create", `more_${++made}`, "--fields", fields, ...inside];
      expect((await vaultbase(words)).exitCode).toBe(0);
    } while (told.length === before);
  };
  await hear();
  const streams = proxy.streams();
  proxy.cut();
  while (proxy.streams() === streams) await Bun.sleep(10);
  await hear();
  expect(transport.sessionId).toBe(session);
  const listed = await fetch(`${server.url}/api/v1/mcp/clients`, requestInit());
  expect(await listed.json()).toMatchObject({ items: [{ transport: "http-session", open: true }] });
  await client.close();
  proxy.cut();
  proxy.stop();
});

/** Passes everything on, until it is told to cut all connections there are. */
async function cuttingProxy(target: string) {
  const sockets = new Set<Socket>();
  let streams = 0;
  const proxy = createServer((client) => {
    const upstream = connect(Number(new URL(target).port), "127.0.0.1");
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    }
    client.on("data", (data) => (streams += data.toString().startsWith("GET ") ? 1 : 0));
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    /** How many were asked for so far. */
    streams: () => streams,
    cut: () => [...sockets].forEach((socket) => socket.destroy()),
    stop: () => proxy.close(),
  };
}
