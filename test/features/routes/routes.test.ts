import { describe, expect, test } from "bun:test";
import { httpHost } from "../../../cli/surface-hosts.ts";
import { customRoutesDoor } from "../../../src/surfaces/http/doors/custom-routes-door.ts";
import { openApiDoor } from "../../../src/surfaces/http/doors/openapi-door.ts";
import { makeFetch } from "../../../src/surfaces/http/http-surface.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

interface Asked {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

interface Routed extends TestApp {
  ask(path: string, asked?: Asked): Promise<Response>;
}

async function withRoutes(...routes: readonly object[]): Promise<Routed> {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "notes",
    fields: [{ name: "text", type: "text", required: true }],
    viewRule: "",
  });
  for (const [index, route] of routes.entries()) {
    const given = { name: `route ${index}`, method: "GET", path: "/r", access: "public", ...route };
    await app.call("routes.create", given);
  }
  const host = httpHost(app);
  const answer = makeFetch(host, [customRoutesDoor(host), openApiDoor(host, "1")]);
  const ask: Routed["ask"] = (path, asked) =>
    answer(new Request(`http://localhost${path}`, asked as RequestInit));
  return { ...app, ask };
}

async function token(app: TestApp, ...scopes: string[]): Promise<Record<string, string>> {
  const minted = await app.call("tokens.mint", {
    name: "t",
    scopes,
  });
  return { authorization: `Bearer ${minted.token}` };
}

describe("a request", () => {
  test("is handed over whole, without what lets somebody in", async () => {
    const app = await withRoutes({ method: "POST", path: "/orders/:id/*", source: "return event" });
    const response = await app.ask("/api/v1/custom/orders/a%2Fb/c/d?x=1&y=2", {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "x-signature": "abc",
        authorization: "nothing",
        cookie: "a=b",
      },
      body: '{"n": 1}',
    });
    const event = (await response.json()) as { headers: Record<string, string> };
    expect(event).toMatchObject({
      method: "POST",
      path: "/orders/a%2Fb/c/d",
      params: { id: "a/b", rest: "c/d" },
      query: { x: "1", y: "2" },
      body: { n: 1 },
      text: '{"n": 1}',
      auth: null,
      superuser: false,
    });
    expect(event.headers["x-signature"]).toBe("abc");
    expect(event.headers).not.toHaveProperty("authorization");
    expect(event.headers).not.toHaveProperty("cookie");
  });

  test("shows its credentials to a route that is to see them", async () => {
    const source = "return event.headers.authorization";
    const app = await withRoutes({ credentials: true, source });
    const headers = { authorization: "Basic abc" };
    expect(await (await app.ask("/api/custom/r", { headers })).text()).toBe("Basic abc");
    const ours = await token(app, "mcp:read");
    expect((await app.ask("/api/custom/r", { headers: ours })).status).toBe(204);
  });

  test.each<[string, string, unknown]>([
    ["application/x-www-form-urlencoded", "a=1&b=x%20y", { a: "1", b: "x y" }],
    ["text/plain", "hello", "hello"],
    ["application/ld+json", "[1]", [1]],
  ])("with a body of %s", async (type, body, read) => {
    const app = await withRoutes({ method: "PUT", source: "return { body: [event.body] }" });
    const headers = { "content-type": type };
    const response = await app.ask("/api/custom/r", { method: "PUT", headers, body });
    expect(await response.json()).toEqual([read]);
  });

  test.each<[string, Asked, number]>([
    ["JSON that is none", { headers: { "content-type": "application/json" }, body: "{" }, 400],
    ["too much", { body: "x".repeat(1024 * 1024 + 1) }, 413],
  ])("with %s is refused before the script runs", async (_, asked, status) => {
    const app = await withRoutes({ method: "POST", source: "return 1" });
    expect((await app.ask("/api/custom/r", { method: "POST", ...asked })).status).toBe(status);
    expect((await app.call("scripts.runs", {})).items).toEqual([]);
  });

  test("finds the route that says most, by its method", async () => {
    const app = await withRoutes(
      { path: "/:any", source: "return 'any'" },
      { path: "/me", source: "return 'me'" },
      { path: "/me", method: "DELETE", source: "return 'gone'" },
      { path: "/off", enabled: false, source: "return 'off'" },
    );
    const text = async (path: string, asked?: Asked) => (await app.ask(path, asked)).text();
    expect(await text("/api/custom/me")).toBe("me");
    expect(await text("/api/custom/other")).toBe("any");
    expect(await text("/api/v1/custom/off")).toBe("any");
    expect(await text("/api/custom/me", { method: "DELETE" })).toBe("gone");
    expect((await app.ask("/api/custom/me", { method: "POST" })).status).toBe(404);
    expect((await app.ask("/api/custom/me/too")).status).toBe(404);
    expect((await app.ask("/api/custom/me", { method: "OPTIONS" })).status).toBe(204);
  });
});

describe("an answer", () => {
  test.each<[string, number, string, string | null]>([
    ["return { a: 1 }", 200, '{"a":1}', "application/json"],
    ["return [1]", 200, "[1]", "application/json"],
    ["return 'hi'", 200, "hi", "text/plain; charset=utf-8"],
    ["", 204, "", null],
    ["return { status: 201, body: { a: 1 } }", 201, '{"a":1}', "application/json"],
    [
      "return { status: 'draft', title: 'x' }",
      200,
      '{"status":"draft","title":"x"}',
      "application/json",
    ],
    ["return { body: '<p>', headers: { 'Content-Type': 'text/html' } }", 200, "<p>", "text/html"],
    ["return { status: 304, body: 'x' }", 304, "", null],
    ["return { status: 302, headers: { location: '/x' } }", 302, "", null],
    ["return false", 200, "false", "application/json"],
  ])("%s", async (source, status, text, type) => {
    const app = await withRoutes({ source });
    const response = await app.ask("/api/custom/r");
    expect([response.status, await response.text(), response.headers.get("content-type")]).toEqual([
      status,
      text,
      type,
    ]);
    expect(response.headers.get("content-security-policy")).toStartWith("sandbox");
  });

  test.each([
    "return { status: 99 }",
    "return { status: '200' }",
    "return { headers: { 'set-cookie': 'a=b' } }",
    "return { headers: { 'Content-Security-Policy': 'none' } }",
    "return { headers: { 'a b': 'c' } }",
    "return { headers: { a: 'b\\nc' } }",
    "null.x",
    "for (;;);",
    "return 'x'.repeat(3e6)",
  ])("%s is a failure, of which the caller hears nothing more", async (source) => {
    const app = await withRoutes({ source, timeoutMs: 300 });
    const response = await app.ask("/api/custom/r");
    expect(response.status).toBe(500);
    expect(JSON.stringify(await response.json())).not.toContain("route 0");
  });

  test("a refusal is 400, with its problems", async () => {
    const app = await withRoutes({ source: "throw new Refusal('Bad.', { n: 'Too small.' })" });
    const response = await app.ask("/api/custom/r");
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      message: "Bad.",
      data: { n: { message: "Too small." } },
    });
  });

  test("what an operation refuses is refused alike, unless the script catches it", async () => {
    const app = await withRoutes(
      { path: "/get", source: "return await records.get('notes', 'nothing')" },
      { path: "/create", source: "return await records.create('notes', {})" },
      { path: "/all", as: "superuser", source: "return await records.create('notes', {})" },
      {
        path: "/caught",
        source: "try { await records.get('notes', 'x') } catch (e) { return e.code }",
      },
    );
    const status = async (path: string) => (await app.ask(`/api/custom${path}`)).status;
    expect([await status("/get"), await status("/create"), await status("/all")]).toEqual([
      404, 403, 400,
    ]);
    expect(await (await app.ask("/api/custom/caught")).text()).toBe("notFound");
  });
});

describe("who may call", () => {
  const routes = ["public", "authenticated", "superuser", "execute:functions"].map((access) => ({
    path: `/${access.replace(":", "-")}`,
    access,
    source: "return event.superuser",
  }));

  test.each<[string, string[] | null, number[]]>([
    ["a guest", null, [200, 401, 401, 401]],
    ["a token", ["mcp:read"], [200, 200, 200, 403]],
    ["a token with the scope", ["execute:functions"], [200, 200, 200, 200]],
  ])("%s", async (_, scopes, statuses) => {
    const app = await withRoutes(...routes);
    const headers = scopes ? await token(app, ...scopes) : {};
    const found = [];
    for (const { path } of routes)
      found.push((await app.ask(`/api/custom${path}`, { headers })).status);
    expect(found).toEqual(statuses);
  });

  test("a token that only reads writes nothing, whatever the route may", async () => {
    const source = "return await records.create('notes', { text: 'a' })";
    const app = await withRoutes(
      { as: "superuser", source },
      { as: "superuser", method: "POST", source },
    );
    const given = {
      name: "t",
      scopes: ["mcp:write"],
      readOnly: true,
    };
    const minted = await app.call("tokens.mint", given);
    const headers = { authorization: `Bearer ${minted.token}` };
    expect((await app.ask("/api/custom/r", { headers })).status).toBe(403);
    expect((await app.ask("/api/custom/r", { headers, method: "POST" })).status).toBe(403);
    expect((await app.ask("/api/custom/r", { method: "POST" })).status).toBe(200);
  });

  test("the API's description has the routes that its reader may call", async () => {
    const app = await withRoutes(...routes, { path: "/a/:id/*", help: "All of it.", source: "" });
    const { paths } = (await (await app.ask("/api/openapi.json")).json()) as { paths: object };
    const custom = Object.keys(paths).filter((path) => path.startsWith("/custom"));
    expect(custom.toSorted()).toEqual(["/custom/a/{id}/{rest}", "/custom/public"]);
  });
});

test("rate limits hold for them as for everything", async () => {
  const app = await withRoutes({ source: "return 1" });
  const rules = [{ label: "/api/custom/", audience: "", duration: 60, maxRequests: 2 }];
  await app.call("settings.set", { rateLimits: { enabled: true, rules } });
  const host = httpHost(app);
  const answer = makeFetch(host, [customRoutesDoor(host)], () => "203.0.113.7");
  const statuses = [];
  for (const path of ["/api/custom/r", "/api/v1/custom/r", "/api/custom/r"]) {
    statuses.push((await answer(new Request(`http://localhost${path}`))).status);
  }
  expect(statuses).toEqual([200, 200, 429]);
});

describe("saving a route", () => {
  test("tries it on a made-up request", async () => {
    const app = await withRoutes();
    const source =
      "await mail.send({ to: 'a@example.com', subject: 's', text: 't' }); await fetch('https://example.com', { method: 'POST' }); return event.params";
    expect(
      await app.call("routes.create", { name: "x", method: "GET", path: "/x/:id", source }),
    ).toMatchObject({
      access: "superuser",
      as: "caller",
      url: "/api/v1/custom/x/:id",
      trial: {
        ok: true,
        value: { id: "id" },
        mails: [{ to: ["a@example.com"], subject: "s" }],
        requests: [{ method: "POST", url: "https://example.com" }],
      },
    });
  });

  test.each<[string, object, object]>([
    ["a path that is none", { path: "orders" }, { problems: { path: {} } }],
    ["a path that is taken", { path: "/r/:other" }, { hint: "The route taken is GET /r/:id." }],
    ["a source that cannot be read", { source: "return return" }, { problems: { source: {} } }],
    ["access that there is none", { access: "everybody" }, { code: "invalid" }],
  ])("refuses %s", async (_, given, failure) => {
    const app = await withRoutes({ name: "taken", path: "/r/:id", source: "" });
    const route = { name: "new", method: "GET", path: "/new", source: "", ...given };
    expect(await app.refusal("routes.create", route)).toMatchObject(failure);
  });

  test("changing and deleting take effect at once", async () => {
    const app = await withRoutes({ source: "return 1" });
    await app.call("routes.update", { route: "route 0", source: "return 2", path: "/s" });
    expect((await app.ask("/api/custom/r")).status).toBe(404);
    expect(await (await app.ask("/api/custom/s")).text()).toBe("2");
    await app.call("routes.delete", { route: "route 0" });
    expect((await app.ask("/api/custom/s")).status).toBe(404);
    expect((await app.call("routes.list", {})).items).toEqual([]);
  });
});

describe("fetch", () => {
  async function withServer(work: (url: string, app: Routed) => Promise<void>, settings?: object) {
    const server = Bun.serve({
      port: 0,
      fetch: async (request) => {
        const { pathname } = new URL(request.url);
        if (pathname === "/away") return Response.redirect("http://169.254.169.254/secret");
        if (pathname === "/near") return Response.redirect("/");
        return Response.json({
          method: request.method,
          type: request.headers.get("content-type"),
          body: await request.text(),
        });
      },
    });
    try {
      const app = await withRoutes({
        method: "POST",
        source:
          "const { url, ...options } = event.body; const r = await fetch(url, options); return { body: [r.ok, await r.json()] }",
      });
      const host = `localhost:${server.port}`;
      const outgoing = settings ?? { privateHosts: [host] };
      await app.call("settings.set", { outgoing });
      await work(`http://${host}`, app);
    } finally {
      await server.stop(true);
    }
  }

  const post = (app: Routed, body: object) =>
    app.ask("/api/custom/r", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  test("asks, sends JSON, and follows redirects of questions", async () => {
    await withServer(async (url, app) => {
      expect(await (await post(app, { url })).json()).toMatchObject([true, { method: "GET" }]);
      expect(await (await post(app, { url: `${url}/near` })).json()).toMatchObject([true, {}]);
      const sent = { url, method: "POST", body: { a: 1 } };
      expect(await (await post(app, sent)).json()).toEqual([
        true,
        { method: "POST", type: "application/json", body: '{"a":1}' },
      ]);
    });
  });

  test.each([
    "http://127.0.0.1:1/",
    "http://10.0.0.1/",
    "http://[::1]/",
    "http://localhost/",
    "http://169.254.169.254/latest",
    "http://0x7f000001/",
    "file:///etc/passwd",
    "nonsense",
  ])("stays out of the own network: %s", async (address) => {
    await withServer(async (_, app) => {
      expect((await post(app, { url: address })).status).toBeGreaterThanOrEqual(400);
    });
  });

  test("a redirect is no way in", async () => {
    await withServer(async (url, app) => {
      const response = await post(app, { url: `${url}/away` });
      expect(response.status).toBe(503);
      expect(await response.text()).toContain("not in the open internet");
    });
  });

  test("goes only where the settings let it", async () => {
    await withServer(
      async (url, app) => {
        expect((await post(app, { url })).status).toBe(403);
        expect((await post(app, { url: "https://example.org" })).status).toBe(403);
      },
      { scriptHosts: ["api.example.com"] },
    );
  });
});
