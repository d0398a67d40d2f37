import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { Type } from "@sinclair/typebox";
import { limits } from "../../../src/kernel/limits.ts";
import { operation } from "../../../src/kernel/operation.ts";
import type { Door } from "../../../src/surfaces/http/http-host.ts";
import { makeFetch, serveHttp, type HttpServer } from "../../../src/surfaces/http/http-surface.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";
import { openHttpApp, request, type HttpApp } from "./open-http-app.ts";

describe("routes", () => {
  let http: HttpApp;
  beforeEach(async () => {
    http = await openHttpApp();
  });

  test("are the same below /api/v1 and /api", async () => {
    const [first, second] = [
      await http.fetch("GET /api/v1/health"),
      await http.fetch("GET /api/health"),
    ];
    expect(first.body).toEqual(second.body);
    expect(first.body).toMatchObject({ code: 200, message: "API is healthy.", needsSetup: true });
  });

  const nowhere = [
    "GET /api/nothing",
    "GET /api/health/",
    "GET /api//health",
    "GET /API/health",
    "POST /api/health",
    "DELETE /api/health",
    "PROPFIND /api/health",
    "GET /api/v1",
    "GET /",
  ];
  for (const route of nowhere) {
    test(`${route} is nowhere`, async () => {
      const { status, headers, body } = await http.fetch(route);
      expect(status).toBe(404);
      expect(headers.get("content-type")).toBe("application/json");
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(body).toMatchObject({ status: 404, data: {}, code: "notFound" });
    });
  }

  test("are found whatever the host is called", async () => {
    const fetch = makeFetch(http.app);
    for (const host of ["a", "x:1", "api", "[::1]:8091"]) {
      expect((await fetch(new Request(`http://${host}/api/health`))).status).toBe(200);
    }
  });

  test("may be asked for by any page", async () => {
    const { status, headers, body } = await http.fetch("OPTIONS /api/health", undefined, {
      headers: {
        origin: "https://app.example.com",
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization,x-mine",
      },
    });
    expect(status).toBe(204);
    expect(body).toBeNull();
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-headers")).toBe("authorization,x-mine");
    expect(headers.get("access-control-allow-methods")).toBe("GET,HEAD,PUT,PATCH,POST,DELETE");
  });
});

describe("a door", () => {
  test("gets its requests as they come, and answers for itself", async () => {
    const door: Door = {
      paths: ["/mine", "/mine/*"],
      answer: async (asked) => new Response(`${asked.method} ${await asked.text()}`),
    };
    const fetch = makeFetch(await openTestApp(), [door]);
    for (const method of ["GET", "DELETE"]) {
      expect(await (await fetch(request(`${method} /mine/a/b?c=d`))).text()).toBe(`${method} `);
    }
    expect(await (await fetch(request("POST /mine", "{not json"))).text()).toBe("POST {not json");
    expect((await fetch(request("GET /mines"))).status).toBe(404);
  });

  test("lets any page ask, unless it says itself which ones", async () => {
    const answer = () => new Response("mine");
    const app = await openTestApp();
    const open: Door = { paths: ["/open"], answer };
    const own: Door = { paths: ["/own"], ownPreflight: true, answer };
    const fetch = makeFetch(app, [open, own]);
    const preflight = await fetch(request("OPTIONS /open"));
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(await (await fetch(request("OPTIONS /own"))).text()).toBe("mine");
  });
});

describe("a listening server", () => {
  let app: TestApp;
  let server: HttpServer;
  let reports: unknown[];
  let cancelled: PromiseWithResolvers<void>;
  const running = Promise.withResolvers<void>();
  const slow = operation({
    name: "slow.call",
    summary: "Take a while.",
    access: "public",
    effect: "read",
    input: Type.Object({}),
    output: Type.Object({ done: Type.Boolean() }),
    http: "GET /slow",
    async run() {
      running.resolve();
      await Bun.sleep(50);
      return { done: true };
    },
  });

  beforeEach(async () => {
    app = await openTestApp();
    reports = [];
    cancelled = Promise.withResolvers();
    await app.call("collections.create", {
      name: "shelf",
      fields: [{ name: "title", type: "text" }],
      createRule: "",
    });
    const cancel = () => cancelled.resolve();
    const stream: Door = {
      paths: ["/stream"],
      answer: () => new Response(new ReadableStream({ pull: () => Bun.sleep(5), cancel })),
    };
    const host = {
      ...app,
      operations: new Map([...app.operations, [slow.name, slow]]),
      report: (thrown: unknown) => void reports.push(thrown),
    };
    server = await serveHttp(host, { host: "127.0.0.1", port: 0, doors: [stream] });
  });
  afterEach(async () => {
    await server.stop();
    expect(reports).toEqual([]);
  });

  const books = () => `${server.url}/api/collections/shelf/records`;
  const post = (body: string | Blob | ReadableStream) =>
    fetch(books(), { method: "POST", headers: { "content-type": "application/json" }, body });

  test("answers", async () => {
    const answer = await post('{"title":"Emma"}');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ title: "Emma", collectionName: "shelf" });
  });

  test("answers HEAD with what GET would have, without its body", async () => {
    const got = await fetch(`${server.url}/api/health`);
    const headed = await fetch(`${server.url}/api/health`, { method: "HEAD" });
    expect(headed.status).toBe(200);
    expect(await headed.text()).toBe("");
    expect(headed.headers.get("content-length")).toBe(got.headers.get("content-length"));
    await fetch(`${server.url}/stream`, { method: "HEAD" });
    await cancelled.promise;
  });

  test("tells a superuser where a request seems to come from", async () => {
    const { token } = await app.call("tokens.mint", { name: "ops", scopes: ["admin"] });
    const headers = { authorization: token, "x-forwarded-for": "203.0.113.7" };
    const answer = await fetch(`${server.url}/api/health`, { headers });
    expect(await answer.json()).toMatchObject({
      data: { canBackup: true, realIP: "127.0.0.1", possibleProxyHeader: "X-Forwarded-For" },
    });
  });

  const megabyte = new Uint8Array(1024 * 1024).fill(32);
  const tooMany = limits.bodyBytes / megabyte.length + 1;

  test("refuses a body that is said to be too large", async () => {
    const answer = await post(new Blob(Array.from({ length: tooMany }, () => megabyte)));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ message: "Request entity too large." });
  });

  test("refuses a body that turns out to be too large", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        controller.enqueue(megabyte);
        if (++sent === 2 * tooMany) controller.close();
      },
    });
    const answer = await post(endless);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ message: "Request entity too large." });
  });

  test("takes no notice of clients that leave in the middle", async () => {
    const head = `POST /api/collections/shelf/records HTTP/1.1\r\nhost: x\r\n`;
    for (const body of [
      'content-length: 99\r\n\r\n{"title":',
      "transfer-encoding: chunked\r\n\r\n9\r\n{",
    ]) {
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
      await new Promise((resolve) => socket.write(head + body, resolve));
      await Bun.sleep(20);
      socket.destroy();
    }
    await Bun.sleep(20);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    expect(await app.call("records.list", { collection: "shelf" })).toMatchObject({
      totalItems: 0,
    });
  });

  test("lets running requests end before it stops", async () => {
    const answer = fetch(`${server.url}/api/slow`);
    await running.promise;
    await server.stop();
    expect(await (await answer).json()).toEqual({ done: true });
    await expect(fetch(`${server.url}/api/health`)).rejects.toThrow();
  });

  test("says which port it could not have", async () => {
    const port = Number(new URL(server.url).port);
    await expect(serveHttp(app, { host: "127.0.0.1", port })).rejects.toMatchObject({
      code: "unavailable",
      message: `Cannot listen on 127.0.0.1:${port}.`,
    });
  });
});
