import { describe, expect, test } from "bun:test";
import { Failure } from "../../../src/kernel/failure.ts";
import { LiveConnections } from "../../../src/surfaces/mcp/live-connections.ts";
import { mcpLimits } from "../../../src/surfaces/mcp/mcp-limits.ts";
import { callerWith, collection, posts, PretendHost } from "./pretend-host.ts";
import { connectLegacy, connectModern, connectSse, serve } from "./served-host.ts";

function hostWithAgent(): PretendHost {
  const host = new PretendHost(posts);
  host.tokens.set("agent", callerWith(["mcp:read"], { id: "a1", name: "agent" }));
  return host;
}

describe("the list of who is there", () => {
  test("a modern client, its stream, and its last calls after it has gone", async () => {
    const host = hostWithAgent();
    await using served = serve(host);
    const client = await connectModern(served.url, "agent");
    await client.callTool({ name: "list_posts", arguments: {} });
    const listening = await client.listen({ toolsListChanged: true });
    expect(host.clients.list()).toMatchObject([
      {
        tokenId: "a1",
        tokenName: "agent",
        clientName: "test-client",
        clientVersion: "9.9",
        protocolVersion: "2026-07-28",
        transport: "http",
        calls: 1,
        open: true,
      },
    ]);
    await listening.close();
    await client.close();
    while (host.clients.list()[0]?.open) await Bun.sleep(5);
    expect(host.clients.list()).toMatchObject([{ calls: 1, open: false }]);
  });

  test.each([
    ["http-session", connectLegacy],
    ["sse", connectSse],
  ] as const)("%s: there until it hangs up", async (transport, connect) => {
    const host = hostWithAgent();
    await using served = serve(host);
    const client = await connect(served.url, "agent");
    while (host.clients.list()[0]?.clientName !== "test-client") await Bun.sleep(5);
    await client.callTool({ name: "list_posts", arguments: {} });
    await client.callTool({ name: "nothing", arguments: {} });
    expect(host.clients.list()).toMatchObject([
      { transport, protocolVersion: "2025-11-25", calls: 2, open: true, tokenName: "agent" },
    ]);
    await ("terminateSession" in client.transport!
      ? (client.transport as { terminateSession(): Promise<void> }).terminateSession()
      : client.close());
    while (host.clients.list().length > 0) await Bun.sleep(5);
    await client.close();
  });

  test.each([[true], [false]])("an agent that only posts, fast lane %p", async (fastLane) => {
    const host = hostWithAgent();
    await using served = serve(host, { fastLane });
    const call = { name: "list_posts", arguments: {} };
    const body = { jsonrpc: "2.0", id: 1, method: "tools/call", params: call };
    const headers = { authorization: "Bearer agent", "user-agent": "curl/8" };
    for (let times = 0; times < 3; times++) await (await served.post(body, headers)).text();
    expect(host.clients.list()).toMatchObject([
      { transport: "http", userAgent: "curl/8", tokenId: "a1", calls: 3, open: false },
    ]);
  });

  test("the event leg", async () => {
    const host = hostWithAgent();
    await using served = serve(host);
    const ending = new AbortController();
    const { signal } = ending;
    await fetch(`${served.url}/events`, { headers: { "x-api-key": "agent" }, signal });
    expect(host.clients.list()).toMatchObject([{ transport: "events", open: true }]);
    ending.abort();
    while (host.clients.list().length > 0) await Bun.sleep(5);
  });
});

describe("a token that ends takes everything with it", () => {
  test.each(["events", "sse"])("/%s ends in the middle", async (leg) => {
    const host = hostWithAgent();
    await using served = serve(host);
    const stream = await fetch(`${served.url}/${leg}`, { headers: { "x-api-key": "agent" } });
    const other = await fetch(`${served.url}/${leg}`, { headers: { "x-api-key": "root" } });
    const reader = other.body!.getReader();
    await reader.read();
    host.revoke("agent");
    await stream.text();
    expect(host.clients.list()).toMatchObject([{ tokenName: "test", open: true }]);
    await reader.cancel();
  });

  test("a session of 2025 is gone, its stream too", async () => {
    const host = hostWithAgent();
    await using served = serve(host);
    const client = await connectLegacy(served.url, "agent");
    while (host.clients.list().length === 0) await Bun.sleep(5);
    host.revoke("agent");
    while (host.clients.list().length > 0) await Bun.sleep(5);
    expect(client.callTool({ name: "list_posts", arguments: {} })).rejects.toThrow("unknown");
    await client.close();
  });

  test("a listening stream of 2026 ends", async () => {
    const host = hostWithAgent();
    await using served = serve(host);
    const client = await connectModern(served.url, "agent");
    const listening = await client.listen({ toolsListChanged: true });
    host.revoke("agent");
    await listening.closed;
    while (host.clients.list()[0]?.open) await Bun.sleep(5);
    await client.close();
  });

  test("what was no listening stream holds nothing", async () => {
    const host = hostWithAgent();
    await using served = serve(host);
    const headers = {
      authorization: "Bearer agent",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "subscriptions/listen",
    };
    const body = { jsonrpc: "2.0", id: 1, method: "subscriptions/listen", params: {} };
    const refused = await served.post(body, headers);
    expect(refused.status).toBe(400);
    await refused.text();
    expect(host.clients.list()).toMatchObject([{ open: false }]);
    expect(host.listening).toBe(0);
  });

  test("what was written elsewhere asks nobody's token anew", async () => {
    const host = hostWithAgent();
    const live = new LiveConnections(host);
    let asked = 0;
    host.whyRefused = () => {
      asked++;
      return Promise.resolve(null);
    };
    live.add("agent", callerWith(["mcp:read"]), () => {});
    host.announce("pbc_posts", "p1");
    await Bun.sleep(10);
    expect(asked).toBe(0);
    host.add(collection("users", [], { type: "auth" }));
    host.announce("pbc_users", "u1");
    await Bun.sleep(10);
    expect(asked).toBeGreaterThan(0);
    live.closeAll(new Failure("unavailable", "The test is over."));
  });

  test("and so does the end of its time", async () => {
    const host = hostWithAgent();
    let now = Date.parse("2026-03-01T12:00:00Z");
    const live = new LiveConnections(host, () => now);
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    live.add("agent", callerWith(["mcp:read"], { expires: "2026-03-01T12:05:00Z" }), () =>
      resolve(),
    );
    now += 5 * 60_000;
    host.tokens.delete("agent");
    await closed;
    expect(host.listening).toBe(0);
  });
});

describe("nobody takes all there is", () => {
  test("streams of one token are refused beyond its part, others' are not", async () => {
    const host = hostWithAgent();
    const live = new LiveConnections(host);
    const agent = callerWith(["mcp:read"]);
    const stops = Array.from({ length: mcpLimits.connectionsPerCredential }, () =>
      live.add("agent", agent, () => {}),
    );
    expect([live.isFull("agent"), live.isFull("root")]).toEqual([true, false]);
    stops[0]!();
    expect(live.isFull("agent")).toBe(false);
    live.closeAll(new Failure("unavailable", "The test is over."));
  });

  test("a token's oldest idle session makes room for its next", async () => {
    const host = hostWithAgent();
    await using served = serve(host);
    const accept = "application/json, text/event-stream";
    const open = async (token: string) => {
      const headers = { authorization: `Bearer ${token}`, accept };
      const clientInfo = { name: "a", version: "1" };
      const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo };
      const body = { jsonrpc: "2.0", id: 1, method: "initialize", params };
      const answer = await served.post(body, headers);
      await answer.text();
      return { ...headers, "mcp-session-id": answer.headers.get("mcp-session-id") ?? "" };
    };
    const status = async (headers: Record<string, string>) => {
      const answer = await served.post({ jsonrpc: "2.0", id: 2, method: "ping" }, headers);
      await answer.text();
      return answer.status;
    };
    const others = await open("root");
    const first = await open("agent");
    for (let more = 1; more < mcpLimits.sessionsPerOwner; more++) await open("agent");
    expect(await status(first)).toBe(200);
    const second = await open("agent");
    expect(host.clients.list()).toHaveLength(mcpLimits.sessionsPerOwner + 1);
    expect([await status(second), await status(others)]).toEqual([200, 200]);
  });
});
