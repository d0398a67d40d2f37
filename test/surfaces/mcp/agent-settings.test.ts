// What superusers set for agents, and what a token was minted with, on a running server.
import { describe, expect, test } from "bun:test";
import type { TokenGrant } from "../../../src/kernel/caller.ts";
import { AllowList } from "../../../src/lib/allow-list.ts";
import { collection, callerWith, posts, PretendHost } from "./pretend-host.ts";
import { connectLegacy, connectModern, serve, type Served } from "./served-host.ts";

const users = collection("users", [{ name: "name", type: "text" }], { type: "auth" });

function hostWith(grant: Partial<TokenGrant> = {}): PretendHost {
  const host = new PretendHost(posts, users);
  host.tokens.set("agent", callerWith(["mcp:admin"], { id: "a1", name: "agent", ...grant }));
  host.put("posts", { id: "p1", title: "First" });
  host.put("users", { id: "u1", name: "Anna" });
  return host;
}

const as = { authorization: "Bearer agent" };
const message = (method: string, params: object = {}) => ({
  jsonrpc: "2.0",
  id: 7,
  method,
  params,
});
const calling = (name: string, args: object = {}) =>
  message("tools/call", { name, arguments: args });

async function ask(served: Served, body: object): Promise<any> {
  return (await served.post(body, as)).json();
}

async function names(served: Served): Promise<string[]> {
  const { result } = await ask(served, message("tools/list"));
  return result.tools.map(({ name }: { name: string }) => name);
}

const textOf = (answer: any): string => answer.result.content[0].text;

describe("how tools are listed follows the settings at once", () => {
  test("toolset, names, number, rows", async () => {
    const host = hostWith();
    await using served = serve(host);
    expect(await names(served)).toContain("create_posts");
    host.set({ toolset: "compact" });
    expect(await names(served)).toContain("create_record");
    host.set({ toolset: "auto", maxListedTools: 5 });
    expect(await names(served)).toContain("create_record");
    host.set({ maxListedTools: 100, toolNames: "dotted" });
    expect(await names(served)).toContain("vaultbase.create_posts");
    host.set({ maxRows: 3 });
    const refused = await ask(served, calling("list_posts", { perPage: 4 }));
    expect(textOf(refused)).toContain("perPage");
  });

  test("flags weigh more, the token's word more than these, the address most", async () => {
    const host = hostWith({ toolset: "collections" });
    await using served = serve(host, { toolset: { toolset: "compact" } });
    host.set({ toolset: "auto" });
    expect(await names(served)).toContain("create_posts");
    const { url } = served;
    const asked = await fetch(`${url}?toolset=compact`, {
      method: "POST",
      headers: { ...as, "content-type": "application/json" },
      body: JSON.stringify(message("tools/list")),
    });
    expect(await asked.text()).toContain('"create_record"');
    host.tokens.set("agent", callerWith(["mcp:admin"]));
    expect(await names(served)).toContain("create_record");
  });

  test("whoever is connected is told", async () => {
    const host = hostWith();
    await using served = serve(host);
    const client = await connectModern(served.url, "agent");
    const { promise: heard, resolve } = Promise.withResolvers<void>();
    client.setNotificationHandler("notifications/tools/list_changed", () => resolve());
    await client.listen({ toolsListChanged: true });
    host.set({ toolset: "compact" });
    await heard;
    const { tools } = await client.listTools(undefined, { cacheMode: "bypass" });
    expect(tools.map(({ name }) => name)).toContain("list_records");
    await client.close();
  });
});

describe.each(["fast lane", "SDK"])("allowed tools, past the %s", (lane) => {
  const options = { fastLane: lane === "fast lane" };

  test("what is not allowed is not listed, not found, and refused", async () => {
    const host = hostWith();
    await using served = serve(host, options);
    host.set({ allowedTools: ["list_*", "vaultbase.get_posts"] });
    expect(await names(served)).toEqual([
      "list_collections",
      "list_posts",
      "get_posts",
      "list_users",
    ]);
    expect(textOf(await ask(served, calling("get_posts", { id: "p1" })))).toContain("First");
    const refused = await ask(served, calling("create_posts", { data: { title: "x" } }));
    expect(refused.result.isError).toBe(true);
    expect(textOf(refused)).toContain('"create_posts" is not offered here.');
    expect(textOf(refused)).toContain("mcp.allowedTools");
    const compact = (tool: string, of: string, more: object = {}) =>
      ask(served, calling(tool, { collection: of, ...more }));
    expect(textOf(await compact("get_record", "posts", { id: "p1" }))).toContain("First");
    expect(textOf(await compact("get_record", "users", { id: "u1" }))).toContain("not offered");
    expect(textOf(await compact("update_record", "users", { id: "u1", data: {} }))).toContain(
      "not offered",
    );
    expect(textOf(await ask(served, calling("creat_posts")))).not.toContain("create_posts");
    expect(host.audit.map(({ outcome }) => outcome)).toContain("forbidden");
    host.set({ allowedTools: [] });
    expect(await names(served)).toContain("create_posts");
  });

  test("a token has its part of what everybody has", async () => {
    const host = hostWith({ tools: new AllowList(["get_*", "create_posts"]) });
    await using served = serve(host, options);
    expect(await names(served)).toEqual(["get_posts", "create_posts", "get_users"]);
    host.set({ allowedTools: ["*_posts"] });
    expect(await names(served)).toEqual(["get_posts", "create_posts"]);
    const refused = await ask(served, calling("list_posts"));
    expect(textOf(refused)).toContain('not offered to the token "agent"');
    expect(textOf(await ask(served, calling("get_users", { id: "u1" })))).toContain("offered here");
  });

  test("what stands for all collections shows those that are left", async () => {
    const host = hostWith({ tools: new AllowList(["list_posts"]), toolset: "compact" });
    await using served = serve(host, options);
    expect(await names(served)).toEqual(["list_records", "find_tools"]);
    const found = await ask(served, calling("find_tools", { query: "list get posts users" }));
    expect(found.result.structuredContent.tools.map(({ name }: any) => name)).toEqual([
      "list_posts",
      "list_records",
    ]);
  });
});

describe("allowed resources", () => {
  const read = (uri: string) => message("resources/read", { uri });
  const listed = async (served: Served) => {
    const { result } = await ask(served, message("resources/list"));
    const templates = await ask(served, message("resources/templates/list"));
    return [
      ...result.resources.map(({ uri }: any) => uri),
      ...templates.result.resourceTemplates.map(({ uriTemplate }: any) => uriTemplate),
    ];
  };

  test("by template, by part of one, by address", async () => {
    const host = hostWith();
    await using served = serve(host);
    host.set({ allowedResources: ["vaultbase://record/{collection}/{id}"] });
    expect(await listed(served)).toEqual(["vaultbase://record/{collection}/{id}"]);
    expect((await ask(served, read("vaultbase://record/users/u1"))).result).toBeDefined();
    const refused = await ask(served, read("vaultbase://collections"));
    expect(refused.error.message).toContain("not offered here");
    expect(host.audit.at(-1)).toMatchObject({
      operation: "collections.overview",
      outcome: "forbidden",
    });
    host.set({ allowedResources: ["vaultbase://record/posts/{id}", "vaultbase://collections"] });
    expect(await listed(served)).toEqual([
      "vaultbase://collections",
      "vaultbase://record/{collection}/{id}",
    ]);
    expect((await ask(served, read("vaultbase://record/posts/p1"))).result).toBeDefined();
    expect((await ask(served, read("vaultbase://record/users/u1"))).error).toBeDefined();
  });

  test("a token's own part, for changes too", async () => {
    const resources = new AllowList(["vaultbase://record/posts/{id}"]);
    const host = hostWith({ resources });
    await using served = serve(host);
    expect((await ask(served, read("vaultbase://record/users/u1"))).error.message).toContain(
      'the token "agent"',
    );
    const client = await connectLegacy(served.url, "agent");
    const updated: string[] = [];
    client.fallbackNotificationHandler = async ({ params }) => {
      updated.push(String(params?.uri));
    };
    for (const id of ["posts/p1", "users/u1"]) {
      await client.subscribeResource({ uri: `vaultbase://record/${id}` });
    }
    while (host.listening === 0) await Bun.sleep(5);
    await Bun.sleep(50);
    host.announce("pbc_users", "u1");
    host.announce("pbc_posts", "p1");
    while (updated.length === 0) await Bun.sleep(5);
    expect(updated).toEqual(["vaultbase://record/posts/p1"]);
    await client.close();
  });
});

describe("how often one token may ask", () => {
  test("429 with when to come back, for programs and models, and in the audit", async () => {
    const host = hostWith({ rateLimit: 2 });
    await using served = serve(host);
    for (let times = 0; times < 2; times++)
      await (await served.post(calling("list_posts"), as)).text();
    const refused = await served.post(calling("list_posts"), as);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("30");
    expect(refused.headers.get("ratelimit-limit")).toBe("2");
    expect(refused.headers.get("ratelimit-reset")).toBe("30");
    expect(await refused.json()).toEqual({
      jsonrpc: "2.0",
      id: 7,
      error: {
        code: -32000,
        message: "At most 2 requests a minute. Ask again in 30 s.",
        data: { retry_after_s: 30 },
      },
    });
    for (let times = 0; times < 5; times++)
      await (await served.post(calling("list_posts"), as)).text();
    const outcomes = host.audit.map(({ operation, outcome }) => `${operation} ${outcome}`);
    // A flood is told of once a second.
    expect(outcomes).toEqual(["records.list ok", "records.list ok", "mcp.list_posts rateLimited"]);
    const others = await served.post(calling("list_posts"));
    expect(others.status).toBe(200);
  });

  test("the setting is for everybody, each with a count of its own; a token's number weighs more", async () => {
    const host = hostWith();
    host.tokens.set("busy", callerWith(["mcp:read"], { id: "b", rateLimit: 100 }));
    await using served = serve(host);
    host.set({ rateLimit: 1 });
    const status = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await served.post(message("tools/list"), headers);
      await response.text();
      return response.status;
    };
    expect([await status("agent"), await status("agent")]).toEqual([200, 429]);
    expect([await status("root"), await status("root")]).toEqual([200, 429]);
    expect([await status("busy"), await status("busy")]).toEqual([200, 200]);
    host.set({ rateLimit: 0 });
    expect(await status("agent")).toBe(200);
  });

  test("inside a session too", async () => {
    const host = hostWith({ rateLimit: 4 });
    await using served = serve(host);
    const client = await connectLegacy(served.url, "agent");
    const call = () => client.callTool({ name: "list_posts", arguments: {} });
    await call();
    await call();
    expect(call()).rejects.toThrow("Ask again in");
    await call().catch(() => {});
    await client.close();
  });
});

describe("how large a message may be", () => {
  test.each([
    ["said", undefined],
    ["not said", "chunked"],
  ])("413 before anything is parsed, its length %s", async (_, encoding) => {
    const host = hostWith();
    await using served = serve(host);
    host.set({ maxMessageSize: 2000 });
    const text = JSON.stringify(calling("list_posts", { filter: "x".repeat(3000) }));
    const body = encoding ? new Blob([text]).stream() : text;
    const headers = { ...as, "content-type": "application/json" };
    const refused = await fetch(served.url, { method: "POST", headers, body });
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({
      jsonrpc: "2.0",
      id: null,
      error: { code: -32000, message: expect.stringContaining("2000 bytes") },
    });
    expect(host.audit).toEqual([]);
  });
});

test("a session that nobody used for as long as the setting says is not found", async () => {
  const host = hostWith();
  await using served = serve(host);
  host.set({ sessionTimeout: 0.05 });
  const accept = { ...as, accept: "application/json, text/event-stream" };
  const opened = await served.post(
    message("initialize", {
      protocolVersion: "2025-11-25",
      capabilities: {},
      clientInfo: { name: "a", version: "1" },
    }),
    accept,
  );
  const session = { "mcp-session-id": opened.headers.get("mcp-session-id") ?? "" };
  await opened.text();
  const list = async () => {
    const answer = await served.post(message("tools/list"), { ...accept, ...session });
    await answer.text();
    return answer.status;
  };
  expect(await list()).toBe(200);
  await Bun.sleep(120);
  expect(await list()).toBe(404);
  expect(host.clients.list()).toEqual([]);
});

describe("switched off", () => {
  test("nobody is served but probes, streams end, and it comes back", async () => {
    const host = hostWith();
    await using served = serve(host);
    const stream = await fetch(`${served.url}/events`, { headers: as });
    host.set({ enabled: false });
    await stream.text();
    const refused = await served.post(message("tools/list"), as);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("switched off");
    const health = await fetch(`${served.url}/health`);
    expect(await health.json()).toMatchObject({ status: "disabled", mcp_available: false });
    host.set({ enabled: true });
    expect((await served.post(message("tools/list"), as)).status).toBe(200);
  });
});
