import {
  Client as ModernClient,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { SSEClientTransport } from "@modelcontextprotocol/sdk/client/sse.js";
import { StreamableHTTPClientTransport as LegacyHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { openMcpHttp, type McpHttpOptions } from "../../../src/surfaces/mcp/http-transport.ts";
import { openMcp, type McpOptions } from "../../../src/surfaces/mcp/mcp-surface.ts";
import type { McpHost } from "../../../src/surfaces/mcp/mcp-host.ts";

/** A pretend product behind a real port, closed with `using`. */
export interface Served extends AsyncDisposable {
  readonly url: string;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
}

export function serve(host: McpHost, options: McpHttpOptions & McpOptions = {}): Served {
  const http = openMcpHttp(openMcp(host, options), options);
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    fetch: (request) => http.fetch(request),
  });
  const url = `http://127.0.0.1:${server.port}/api/v1/mcp`;
  return {
    url,
    post: (body, headers = {}) =>
      fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bearer root", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    async [Symbol.asyncDispose]() {
      await http.close();
      await server.stop(true);
    },
  };
}

const bearer = (token: string) => ({
  requestInit: { headers: { authorization: `Bearer ${token}` } },
});
const me = { name: "test-client", version: "9.9" };

export async function connectModern(url: string, token = "root"): Promise<ModernClient> {
  const client = new ModernClient(me, { versionNegotiation: { mode: "auto" } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), bearer(token)));
  return client;
}

export async function connectLegacy(url: string, token = "root"): Promise<LegacyClient> {
  const client = new LegacyClient(me);
  await client.connect(new LegacyHttp(new URL(url), bearer(token)));
  return client;
}

export async function connectSse(url: string, token = "root"): Promise<LegacyClient> {
  const client = new LegacyClient(me);
  const headers = { authorization: `Bearer ${token}` };
  const authorized = (input: string | URL | Request, init?: RequestInit) =>
    fetch(input, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers },
    });
  const transport = new SSEClientTransport(new URL(`${url}/sse`), {
    requestInit: { headers },
    eventSourceInit: { fetch: authorized },
  });
  await client.connect(transport);
  return client;
}
