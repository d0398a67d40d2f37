import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { httpHost, mcpHost } from "../../../../cli/surface-hosts.ts";
import type { Scope } from "../../../../src/kernel/scope.ts";
import { mcpDoor } from "../../../../src/surfaces/http/doors/mcp-door.ts";
import { serveHttp } from "../../../../src/surfaces/http/http-surface.ts";
import { openMcpHttp } from "../../../../src/surfaces/mcp/http-transport.ts";
import { openMcp } from "../../../../src/surfaces/mcp/mcp-surface.ts";
import { openTestApp, type TestApp } from "../../../open-test-app.ts";

export interface LedgerServer extends AsyncDisposable {
  readonly app: TestApp;
  /** An agent with these scopes, connected as agents are. */
  connect(scopes: readonly Scope[], toolset: string): Promise<Client>;
  /** A request over REST from nobody in particular. */
  rest(route: string, body?: object): Promise<unknown>;
}

/** The whole product on a port, where the clock stands still and chance repeats itself. */
export async function openLedgerServer(): Promise<LedgerServer> {
  const start = Date.parse("2026-03-04T12:00:00.000Z");
  let time = start;
  let drawn = 0;
  const app = await openTestApp({
    now: () => new Date((time += 10)),
    randomId: (length) => idOf(++drawn, length),
  });
  const mcp = openMcpHttp(openMcp(mcpHost(app)), {});
  const http = httpHost(app);
  const server = await serveHttp(http, {
    host: "127.0.0.1",
    port: 0,
    origins: ["*"],
    doors: [mcpDoor(mcp)],
  });
  const clients: Client[] = [];
  return {
    app,
    async connect(scopes, toolset) {
      const name = `agent ${clients.length}`;
      const { token } = await app.call("tokens.mint", { name, scopes });
      const client = new Client(
        { name: "ledger", version: "1" },
        { versionNegotiation: { mode: "auto" } },
      );
      const headers = { authorization: `Bearer ${token}` };
      const url = new URL(`/api/v1/mcp?toolset=${toolset}`, server.url);
      await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
      clients.push(client);
      return client;
    },
    async rest(route, body) {
      const [method = "", path = ""] = route.split(" ");
      const headers = { "content-type": "application/json" };
      const answer = await fetch(new URL(path, server.url), {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      const answered: unknown = await answer.json();
      await app.services.audit.settled();
      return answered;
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client.close();
      await mcp.close();
      await server.stop();
    },
  };
}

/** Ids that look like any others, and are the same each time. */
function idOf(drawn: number, length: number): string {
  const digits = BigInt(`0x${Bun.SHA256.hash(String(drawn), "hex")}`).toString(36);
  return digits.padStart(50, "0").slice(0, length).padEnd(length, "0");
}
