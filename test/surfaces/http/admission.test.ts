// What stands before every request: rate limits, the proxy in front, where superusers come from.
import { beforeEach, describe, expect, test } from "bun:test";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import { mcpDoor } from "../../../src/surfaces/http/doors/mcp-door.ts";
import { makeFetch } from "../../../src/surfaces/http/http-surface.ts";
import { openMcpHttp } from "../../../src/surfaces/mcp/http-transport.ts";
import { openMcp } from "../../../src/surfaces/mcp/mcp-surface.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";
import { request } from "./open-http-app.ts";

const password = "1234567890";
let app: TestApp;
let fetch: (request: Request) => Promise<Response>;
let connection: string;

beforeEach(async () => {
  app = await openTestApp();
  const mcp = openMcpHttp(openMcp(mcpHost(app)));
  fetch = makeFetch(app, [mcpDoor(mcp)], () => connection);
  connection = "192.0.2.1";
  await app.call("collections.create", { name: "posts", listRule: "", viewRule: "" });
  await app.call("collections.create", { name: "members", type: "auth" });
});

const ask = async (route: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(request(route, body, { headers: { host: "127.0.0.1", ...headers } }));

/** The statuses of the same request, so many times. */
async function statuses(times: number, ...asked: Parameters<typeof ask>): Promise<number[]> {
  const seen: number[] = [];
  for (let count = 0; count < times; count += 1) seen.push((await ask(...asked)).status);
  return seen;
}

async function superuserToken(): Promise<string> {
  await app.call("superusers.create", { email: "root@example.com", password });
  const { token } = await app.call("auth.withPassword", {
    collection: "_superusers",
    identity: "root@example.com",
    password,
  });
  return token;
}

describe("rate limits", () => {
  const limit = (...rules: [label: string, maxRequests: number, audience?: string][]) =>
    app.call("settings.set", {
      rateLimits: {
        enabled: true,
        rules: rules.map(([label, maxRequests, audience = ""]) => ({
          label,
          maxRequests,
          audience,
          duration: 30,
        })),
      },
    });
  const signIn = { identity: "nobody", password: "wrong horse" };

  test("are off until they are switched on", async () => {
    await app.call("settings.set", {
      rateLimits: { rules: [{ label: "/api/", maxRequests: 1, duration: 30, audience: "" }] },
    });
    expect(await statuses(3, "GET /api/health")).toEqual([200, 200, 200]);
  });

  test("say when to ask again", async () => {
    await limit(["/api/", 1]);
    await ask("GET /api/health");
    const refused = await ask("GET /api/health");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeWithin(1, 31);
    expect(await refused.json()).toMatchObject({
      status: 429,
      code: "rateLimited",
      message: "Too Many Requests.",
      data: {},
      hint: expect.stringMatching(/^Ask again in \d+ s: \/api\/ allows 1 in 30 s\.$/),
    });
  });

  test("count each address, operation and collection by itself", async () => {
    await limit(["/api/", 2]);
    const all = ["GET /api/health", "GET /api/collections/posts/records", "GET /api/nowhere"];
    for (const route of all) expect((await statuses(3, route)).at(-1)).toBe(429);
    expect((await ask("GET /api/collections/members/records")).status).toBe(403);
    connection = "192.0.2.2";
    expect(await statuses(3, "GET /api/v1/health")).toEqual([200, 200, 429]);
  });

  test.each<[string, [string, number, string?][], string, number]>([
    [
      "the method with the path",
      [
        ["/api/", 5],
        ["/api/health", 1],
        ["GET /api/health", 3],
      ],
      "GET /api/health",
      3,
    ],
    [
      "the path before what is above it",
      [
        ["/api/", 5],
        ["/api/health", 2],
      ],
      "GET /api/health",
      2,
    ],
    [
      "the first of those above",
      [
        ["/api/", 3],
        ["/api/collections/", 1],
      ],
      "GET /api/collections/posts/records",
      3,
    ],
    [
      "a method for all below",
      [
        ["POST /api/", 1],
        ["get /api/", 2],
      ],
      "GET /api/health",
      2,
    ],
    [
      "the collection's own label",
      [
        ["*:list", 1],
        ["/api/", 1],
        ["posts:list", 3],
      ],
      "GET /api/collections/posts/records",
      3,
    ],
    [
      "the label before the path",
      [
        ["/api/collections/posts/records", 1],
        ["*:list", 2],
      ],
      "GET /api/collections/posts/records",
      2,
    ],
    [
      "the audience's rule",
      [
        ["/api/", 1, "@auth"],
        ["/api/", 3, "@guest"],
      ],
      "GET /api/health",
      3,
    ],
    [
      "a wider rule where the narrow one is for others",
      [
        ["/api/health", 1, "@auth"],
        ["/api/", 2],
      ],
      "GET /api/health",
      2,
    ],
  ])("%s counts", async (_what, rules, route, allowed) => {
    await limit(...rules);
    const seen = await statuses(allowed + 1, route);
    expect(seen).toEqual([...Array.from({ length: allowed }, () => 200), 429]);
  });

  test("know a collection by all its spellings, and a sign-in by both its labels", async () => {
    await limit(["*:auth", 2]);
    const { id } = (await app.services.catalogs.current()).get("members");
    const seen: number[] = [];
    for (const name of ["members", "MEMBERS", id]) {
      seen.push((await ask(`POST /api/collections/${name}/auth-with-password`, signIn)).status);
    }
    expect(seen).toEqual([400, 400, 429]);
    await limit(["*:auth", 1], ["members:authWithPassword", 2]);
    const route = "POST /api/collections/members/auth-with-password";
    expect(await statuses(3, route, signIn)).toEqual([400, 400, 429]);
  });

  test("spare superusers, excluded addresses and questions about what may be asked", async () => {
    await limit(["/api/", 1]);
    const authorization = await superuserToken();
    expect(await statuses(3, "GET /api/health", undefined, { authorization })).toEqual([
      200, 200, 200,
    ]);
    expect(await statuses(3, "OPTIONS /api/health")).toEqual([204, 204, 204]);
    await app.call("settings.set", { rateLimits: { excludedIPs: ["192.0.2.0/24"] } });
    expect(await statuses(3, "GET /api/health")).toEqual([200, 200, 200]);
  });

  test("hold for agents too: for the door, and for what a tool does", async () => {
    const { id } = await app.call("records.create", {
      collection: "members",
      data: {
        email: "ann@example.com",
        password,
        passwordConfirm: password,
      },
    });
    const { token } = await app.call("tokens.mint", {
      name: "ann",
      scopes: ["mcp:read"],
      user: `members:${id}`,
    });
    const headers = { authorization: `Bearer ${token}` };
    const listPosts = {
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "list_posts", arguments: {} },
    };
    const call = async (): Promise<any> =>
      (await ask("POST /api/v1/mcp", listPosts, headers)).json();
    await limit(["posts:list", 1]);
    expect((await call()).result.isError).toBeUndefined();
    const { result } = await call();
    expect(result).toMatchObject({ isError: true });
    expect(result.content[0].text).toContain("Ask again in");
    await limit(["/api/mcp", 2]);
    const seen: number[] = [];
    for (const route of ["POST /api/v1/mcp", "POST /mcp", "POST /api/mcp"]) {
      seen.push((await ask(route, listPosts, headers)).status);
    }
    expect(seen).toEqual([200, 200, 429]);
  });
});

describe("the client's address", () => {
  const addressOf = async (headers: Record<string, string>, authorization: string) => {
    const answer = await ask("GET /api/health", undefined, { ...headers, authorization });
    const { data } = (await answer.json()) as { data: { realIP: string } };
    return data.realIP;
  };

  test.each<[string, object, Record<string, string>, string]>([
    ["is the connection's", { headers: [] }, { "x-forwarded-for": "1.1.1.1" }, "192.0.2.1"],
    ["is what the proxy adds last", {}, { "x-forwarded-for": "1.1.1.1, 2.2.2.2" }, "2.2.2.2"],
    [
      "is the first where that is wanted",
      { useLeftmostIP: true },
      { "x-forwarded-for": "1.1.1.1, 2.2.2.2" },
      "1.1.1.1",
    ],
    ["skips what is no address", {}, { "x-forwarded-for": "bogus, 2.2.2.2, junk" }, "2.2.2.2"],
    [
      "is the connection's if nothing is",
      {},
      { "x-forwarded-for": "bogus, 1.1.1.1:80" },
      "192.0.2.1",
    ],
    [
      "is of the first header that has one",
      { headers: ["X-Real-IP", "X-Forwarded-For"] },
      { "x-real-ip": "zz", "x-forwarded-for": "2001:db8::1" },
      "2001:db8::1",
    ],
    ["is plain where it is mapped", {}, { "x-forwarded-for": "::ffff:2.2.2.2" }, "2.2.2.2"],
  ])("%s", async (_what, trustedProxy, headers, expected) => {
    const authorization = await superuserToken();
    await app.call("settings.set", {
      trustedProxy: { headers: ["X-Forwarded-For"], ...trustedProxy },
    });
    expect(await addressOf(headers, authorization)).toBe(expected);
  });
});

describe("superuserIPs", () => {
  let authorization: string;
  beforeEach(async () => {
    authorization = await superuserToken();
    await app.call("settings.set", { superuserIPs: ["10.0.0.0/8", "::1"] });
  });

  const signIn = { identity: "root@example.com", password };
  const listTools = { jsonrpc: "2.0", id: 1, method: "tools/list" };

  test("let superusers in from there alone", async () => {
    const { token } = await app.call("tokens.mint", { name: "ci", scopes: ["admin"] });
    const tries = async () => [
      (await ask("GET /api/settings", undefined, { authorization })).status,
      (await ask("GET /api/health", undefined, { authorization })).status,
      (await ask("GET /api/settings", undefined, { authorization: token })).status,
      (await ask("POST /api/mcp", listTools, { authorization: token })).status,
      (await ask("POST /api/collections/_superusers/auth-with-password", signIn)).status,
    ];
    expect(await tries()).toEqual([403, 403, 403, 403, 403]);
    connection = "10.1.2.3";
    expect(await tries()).toEqual([200, 200, 200, 200, 200]);
  });

  test("say nothing about passwords, and let everybody else alone", async () => {
    const wrong = { ...signIn, password: "wrong horse" };
    const route = "POST /api/collections/_superusers/auth-with-password";
    expect((await ask(route, wrong)).status).toBe(400);
    expect((await ask("GET /api/collections/posts/records")).status).toBe(200);
  });

  test("cannot lock out who sets them", async () => {
    connection = "10.1.2.3";
    const refused = await ask(
      "PATCH /api/settings",
      { superuserIPs: ["10.2.0.0/16"] },
      { authorization },
    );
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      data: { superuserIPs: { code: "validation_locks_out" } },
    });
    const route = "PATCH /api/settings";
    expect((await ask(route, { superuserIPs: ["10.1.0.0/16"] }, { authorization })).status).toBe(
      200,
    );
    expect((await ask(route, { superuserIPs: [] }, { authorization })).status).toBe(200);
  });
});
