import { describe, expect, test } from "bun:test";
import { ToolListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { callerWith, collection, posts, PretendHost, visitor } from "./pretend-host.ts";
import { connectLegacy, connectModern, connectSse, serve } from "./served-host.ts";

function filled(): PretendHost {
  const host = new PretendHost(posts);
  host.tokens.set("over", visitor);
  host.put("posts", { id: "p1", title: "First" });
  return host;
}

const toolsChanged = "notifications/tools/list_changed" as const;

/** Resolves when `happened` was called; a test's own timeout is the limit. */
function signal(): { happened: () => void; wait: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { happened: resolve, wait: promise };
}

describe("real clients", () => {
  test("2026-07-28: discover, list, call, read, and hear of a new collection", async () => {
    const host = filled();
    await using served = serve(host);
    const client = await connectModern(served.url);
    expect(client.getNegotiatedProtocolVersion()).toBe("2026-07-28");
    expect(client.getInstructions()).toContain("list_collections");
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toContain("list_posts");
    const answer = await client.callTool({ name: "list_posts", arguments: {} });
    expect(answer.structuredContent).toMatchObject({ items: [{ id: "p1" }] });
    const read = await client.readResource({ uri: "vaultbase://record/posts/p1" });
    expect(JSON.stringify(read.contents)).toContain("First");
    expect(host.audit).toMatchObject([
      { operation: "records.list", client: "test-client 9.9", transport: "http" },
      { operation: "records.get", client: "test-client 9.9", transport: "http" },
    ]);

    const heard = signal();
    client.setNotificationHandler(toolsChanged, heard.happened);
    const listening = await client.listen({ toolsListChanged: true });
    await client.callTool({ name: "create_collection", arguments: { name: "movies" } });
    await heard.wait;
    const names = (await client.listTools(undefined, { cacheMode: "bypass" })).tools;
    expect(names.map((tool) => tool.name)).toContain("create_movies");
    await listening.close();
    await client.close();
  });

  test("2025-11-25: a session, with notices on its stream", async () => {
    const host = filled();
    await using served = serve(host);
    const client = await connectLegacy(served.url);
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toContain("list_posts");
    const answer = await client.callTool({ name: "vaultbase.get_posts", arguments: { id: "p1" } });
    expect(answer.structuredContent).toMatchObject({ title: "First" });
    expect(host.audit).toMatchObject([{ client: "test-client 9.9", transport: "http-session" }]);
    const heard = signal();
    client.setNotificationHandler(ToolListChangedNotificationSchema, heard.happened);
    // The client opens its stream after `initialized` without telling when it stands.
    while (host.listening === 0) await Bun.sleep(5);
    await Bun.sleep(50);
    host.add(collection("movies", []));
    await heard.wait;
    await client.close();
  });

  test("2024-11-05: the pair of a stream and a URL to post to", async () => {
    const host = filled();
    await using served = serve(host);
    const client = await connectSse(served.url);
    const answer = await client.callTool({ name: "get_posts", arguments: { id: "p1" } });
    expect(answer.structuredContent).toMatchObject({ title: "First" });
    expect(host.audit).toMatchObject([{ transport: "sse" }]);
    const heard = signal();
    client.setNotificationHandler(ToolListChangedNotificationSchema, heard.happened);
    host.add(collection("movies", []));
    await heard.wait;
    await client.close();
  });

  test("the event leg tells of schema changes", async () => {
    const host = filled();
    await using served = serve(host);
    const response = await fetch(`${served.url}/events`, { headers: { "x-api-key": "root" } });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("open")) text += (await reader.read()).value;
    host.add(collection("movies", []));
    while (!text.includes(toolsChanged)) text += (await reader.read()).value;
    await reader.cancel();
  });
});

describe("without a session, one POST has one JSON answer", () => {
  const list = { jsonrpc: "2.0", id: 1, method: "tools/list" };

  test("tools/list and tools/call as curl sends them", async () => {
    await using served = serve(filled());
    const response = await served.post(list, { accept: "application/json" });
    expect(response.headers.get("content-type")).toContain("application/json");
    const { result } = (await response.json()) as { result: { tools: unknown[] } };
    expect(result.tools.length).toBeGreaterThan(5);
  });

  test("a notification is taken with 202", async () => {
    await using served = serve(filled());
    const sent = await served.post({ jsonrpc: "2.0", method: "notifications/initialized" });
    expect(sent.status).toBe(202);
  });

  test.each(["/mcp", "/mcp/jsonrpc", "/api/mcp", "/api/v1/mcp"])(
    "%s is the same door",
    async (path) => {
      await using served = serve(filled());
      const response = await fetch(new URL(path, served.url), {
        method: "POST",
        headers: { "content-type": "application/json", "x-client-key": "root" },
        body: JSON.stringify(list),
      });
      expect(response.status).toBe(200);
    },
  );

  test("toolset and read_only narrow the list", async () => {
    await using served = serve(filled());
    const names = async (query: string) => {
      const url = `${served.url}?${query}`;
      const headers = { "content-type": "application/json", authorization: "Bearer root" };
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(list) });
      return response.text();
    };
    expect(await names("toolset=compact")).toContain('"list_records"');
    expect(await names("read_only=1")).not.toContain('"create_posts"');
    expect(await names("toolset=compakt")).toContain("compact?");
  });
});

describe("the door", () => {
  const list = { jsonrpc: "2.0", id: 1, method: "tools/list" };

  test.each([
    ["no token", { authorization: "" }, 401, 'Bearer realm="vaultbase"'],
    [
      "an unknown token",
      { authorization: "Bearer vbat_x" },
      401,
      'error="invalid_token", error_description="The token is unknown."',
    ],
    ["a session that is over", { authorization: "Bearer over" }, 401, "its session is over"],
  ])("%s: a real 401 with a challenge", async (_, headers, status, challenge) => {
    await using served = serve(filled());
    const response = await served.post(list, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get("www-authenticate")).toContain(challenge);
  });

  test("a 401 names the document that says how to get in, under the address that was asked", async () => {
    await using served = serve(filled());
    const { origin } = new URL(served.url);
    for (const path of ["/api/v1/mcp", "/mcp", "/api/mcp/events"]) {
      const refused = await fetch(origin + path);
      expect(refused.status).toBe(401);
      const [, named = ""] =
        /resource_metadata="([^"]+)"/.exec(refused.headers.get("www-authenticate") ?? "") ?? [];
      expect(named).toBe(`${origin}/.well-known/oauth-protected-resource${path}`);
      const document = (await (await fetch(named)).json()) as object;
      expect(document).toMatchObject({
        resource: origin + path,
        bearer_methods_supported: ["header"],
        resource_documentation: `${origin}/_/mcp`,
      });
      expect(document).not.toHaveProperty("authorization_servers");
    }
    const root = await fetch(`${origin}/.well-known/oauth-protected-resource`);
    expect(await root.json()).toMatchObject({ resource: origin });
    for (const path of ["/api/v1/mcp/health", "/api/v1/other"]) {
      const other = await fetch(`${origin}/.well-known/oauth-protected-resource${path}`);
      expect(other.status).toBe(404);
    }
    const proxied = await fetch(served.url, { headers: { "x-forwarded-proto": "https" } });
    expect(proxied.headers.get("www-authenticate")).toContain('resource_metadata="https://');
  });

  test.each([
    ["a foreign Host", { host: "evil.example" }, 403],
    ["a foreign Origin", { origin: "https://evil.example" }, 403],
    ["a null Origin", { origin: "null" }, 403],
    ["this machine's Origin", { origin: "http://localhost:6274" }, 200],
    ["another content type", { "content-type": "text/plain" }, 415],
    ["a session nobody opened", { "mcp-session-id": "11111111-1111-4111-8111-111111111111" }, 404],
    ["a revision nobody knows", { "mcp-protocol-version": "1999-01-01" }, 400],
  ])("%s: %p", async (_, headers, status) => {
    await using served = serve(filled());
    expect((await served.post(list, headers)).status).toBe(status);
  });

  test("a configured host is let in", async () => {
    await using served = serve(filled(), { allowedHosts: ["data.example"] });
    expect((await served.post(list, { host: "data.example" })).status).toBe(200);
  });

  test.each([
    ["bad JSON", "{", 400],
    ["20 MB", `"${"x".repeat(20_000_000)}"`, 413],
    ["no JSON-RPC", "[1,2]", 400],
    ["nothing", "", 400],
  ])("%s: %p", async (_, body, status) => {
    const host = filled();
    await using served = serve(host);
    expect((await served.post(body)).status).toBe(status);
    expect((await served.post(list)).status).toBe(200);
  });

  test("a session belongs to the token that opened it", async () => {
    const host = filled();
    host.tokens.set("other", callerWith(["mcp:read"], { id: "other" }));
    await using served = serve(host);
    const opened = await served.post(
      {
        jsonrpc: "2.0",
        id: 0,
        method: "initialize",
        params: {
          protocolVersion: "2025-06-18",
          capabilities: {},
          clientInfo: { name: "a", version: "1" },
        },
      },
      { accept: "application/json, text/event-stream" },
    );
    const id = opened.headers.get("mcp-session-id") ?? "";
    await opened.text();
    const headers = { "mcp-session-id": id, accept: "application/json, text/event-stream" };
    const stolen = await served.post(list, { ...headers, authorization: "Bearer other" });
    expect(stolen.status).toBe(404);
    const own = await served.post(list, headers);
    expect(own.status).toBe(200);
    await own.text();
    host.tokens.delete("root");
    expect((await served.post(list, headers)).status).toBe(401);
  });

  test.each(["x-client-key", "x-api-key", "x-service-key"])("a token in %s", async (name) => {
    await using served = serve(filled());
    expect((await served.post(list, { authorization: "", [name]: "root" })).status).toBe(200);
  });

  test.each(["/mcp/sse", "/api/mcp/sse", "/mcp/events"])("%s is a stream", async (path) => {
    await using served = serve(filled());
    const ending = new AbortController();
    const { signal } = ending;
    const headers = { authorization: "Bearer root" };
    const stream = await fetch(new URL(path, served.url), { headers, signal });
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    ending.abort();
  });

  test.each(["/mcp/health", "/api/mcp/health"])("%s answers probes", async (path) => {
    await using served = serve(filled());
    expect((await fetch(new URL(path, served.url))).status).toBe(200);
  });

  test("health needs no token and names nothing", async () => {
    await using served = serve(filled());
    const response = await fetch(`${served.url}/health`);
    expect(await response.json()).toEqual({
      status: "healthy",
      server: "vaultbase",
      version: "1.2.3",
      protocol_version: "2026-07-28",
      protocol_versions: expect.arrayContaining(["2026-07-28", "2025-11-25", "2024-11-05"]),
      mcp_available: true,
      tools_count: 15,
      resources_count: 7,
      prompts_count: 5,
      sessions_count: 0,
    });
  });
});

describe("the short way past the SDK answers as the SDK does", () => {
  const envelope = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": { name: "a", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const modern = (method: string, name?: string) => ({
    accept: "application/json, text/event-stream",
    "mcp-protocol-version": "2026-07-28",
    "mcp-method": method,
    ...(name && { "mcp-name": name }),
  });
  const call = (params: object) => ({ jsonrpc: "2.0", id: 7, method: "tools/call", params });
  const list = (params?: object) => ({ jsonrpc: "2.0", id: "a", method: "tools/list", params });
  const get = { name: "get_posts", arguments: { id: "p1" } };

  test.each<[string, object, Record<string, string>]>([
    ["a call", call(get), {}],
    ["a call without arguments", call({ name: "list_posts" }), {}],
    ["a call that fails", call({ name: "get_posts", arguments: { id: "nope" } }), {}],
    ["a call of nothing", call({ name: "nothing" }), {}],
    ["a call without a name", call({}), {}],
    ["arguments that are no object", call({ name: "get_posts", arguments: [1] }), {}],
    ["the list", list(), {}],
    ["the list from a cursor nobody gave", list({ cursor: "1.2.3" }), {}],
    ["an older revision", call(get), { "mcp-protocol-version": "2025-06-18" }],
    ["2026: a call", call({ ...get, _meta: envelope }), modern("tools/call", "get_posts")],
    [
      "2026: a call that fails",
      call({ name: "get_posts", arguments: {}, _meta: envelope }),
      modern("tools/call", "get_posts"),
    ],
    ["2026: the list", list({ _meta: envelope }), modern("tools/list")],
    [
      "2026: another name in the header",
      call({ ...get, _meta: envelope }),
      modern("tools/call", "list_posts"),
    ],
    ["2026: no name in the header", call({ ...get, _meta: envelope }), modern("tools/call")],
    [
      "2026: a client that says less",
      call({ ...get, _meta: { ...envelope, "io.modelcontextprotocol/clientInfo": undefined } }),
      modern("tools/call", "get_posts"),
    ],
  ])("%s", async (_, body, headers) => {
    const [short, long] = await Promise.all(
      [true, false].map(async (fastLane) => {
        const host = filled();
        await using served = serve(host, { fastLane });
        const response = await served.post(body, headers);
        const text = (await response.text()).replace(/tag=\\"\w+/, "tag");
        return {
          status: response.status,
          answer: JSON.parse(text),
          audit: host.audit.map(({ operation, outcome, client, transport }) => ({
            operation,
            outcome,
            client,
            transport,
          })),
        };
      }),
    );
    expect(short).toEqual(long!);
  });
});
