// What the log says of requests: enough to find them, nothing that opens a door.
import { beforeEach, expect, test } from "bun:test";
import { Type } from "@sinclair/typebox";
import { operation } from "../../../src/kernel/operation.ts";
import { makeFetch } from "../../../src/surfaces/http/http-surface.ts";
import { openHttpApp, request, type HttpApp } from "./open-http-app.ts";

const password = "correct horse";
let http: HttpApp;
let root: RequestInit;

beforeEach(async () => {
  http = await openHttpApp();
  await http.app.call("superusers.create", { email: "ada@example.com", password });
  const path = "/api/collections/_superusers/auth-with-password";
  const { body } = await http.fetch(`POST ${path}`, { identity: "ada@example.com", password });
  root = { headers: { authorization: body.token } };
  await http.app.call("logs.clear", {});
});

async function logged(): Promise<any[]> {
  return (await http.app.call("logs.list", { sort: "@rowid" })).items;
}

test("a request leaves a row, with who asked and how it ended", async () => {
  const headers = {
    ...root.headers,
    "user-agent": "agent/1",
    referer: "https://a.example/?code=1",
  };
  await http.fetch("GET /api/v1/collections?perPage=1", undefined, { headers });
  await http.fetch("GET /api/health");
  const [list, health] = await logged();
  expect(list).toMatchObject({ level: 0, message: "GET /api/v1/collections?perPage=1" });
  expect(list.data).toEqual({
    type: "request",
    status: 200,
    method: "GET",
    url: "/api/v1/collections?perPage=1",
    execTime: expect.any(Number),
    auth: "_superusers",
    remoteIP: "",
    userIP: "",
    userAgent: "agent/1",
    referer: "https://a.example/?code=***",
  });
  expect(health.data).toMatchObject({ auth: "", status: 200 });
});

test("a refused one says why, under the id that the answer told", async () => {
  const refused = await http.fetch("GET /api/collections/nope/records?filter=(");
  const lost = await http.fetch("POST /api/nowhere?token=secret", {});
  const head = await http.fetch("HEAD /api/nowhere");
  const rows = await logged();
  expect(rows.map((row) => [row.level, row.data.status])).toEqual([
    [8, refused.status],
    [8, lost.status],
    [8, head.status],
  ]);
  expect(rows[0].data.requestId).toBe(refused.body.requestId);
  expect(rows[1]).toMatchObject({
    message: "POST /api/nowhere?token=***",
    data: { error: "The requested resource wasn't found.", requestId: lost.body.requestId },
  });
});

test("no password, token or secret is in it, whatever was sent", async () => {
  const secret = "canary0123456789";
  const auth = "/api/collections/_superusers/auth-with-password";
  await http.fetch(`POST ${auth}?password=${secret}`, { identity: "ada@example.com", password });
  await http.fetch(`POST ${auth}`, { identity: secret, password: secret });
  await http.fetch("GET /api/health", undefined, {
    headers: { authorization: `Bearer ${secret}` },
  });
  await http.fetch("GET /api/health", undefined, { headers: { authorization: `vbat_${secret}` } });
  await http.fetch(`GET /_/setup?token=${secret}`);
  const text = JSON.stringify(await logged());
  expect(text).not.toContain(secret);
  expect(text).not.toContain(password);
  expect(text).not.toContain(String(new Headers(root.headers).get("authorization")));
});

test("an unforeseen error is in it, and still not in the answer", async () => {
  const broken = operation({
    name: "broken.break",
    summary: "",
    access: "public",
    effect: "read",
    input: Type.Object({}),
    output: Type.Object({}),
    http: "GET /broken",
    run: () => Promise.reject(new Error("the inside of it")),
  });
  const { app } = http;
  const fetch = makeFetch({
    ...app,
    operations: new Map([["broken.break", broken]]),
    answered: (answered) => app.services.logs.request(answered),
    report: (thrown, where) => app.services.logs.error(thrown, where),
  });
  const answer = await (await fetch(request("GET /api/broken"))).text();
  expect(answer).not.toContain("inside");
  const [error, asked] = await logged();
  expect(error).toMatchObject({ level: 8, data: { type: "error" } });
  expect(error.message).toContain("the inside of it");
  expect(error.message).toContain(asked.data.requestId);
  expect(asked).toMatchObject({ level: 8, data: { status: 500 } });
});
