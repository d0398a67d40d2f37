import { beforeEach, describe, expect, test } from "bun:test";
import { openHttpApp, type HttpApp } from "./open-http-app.ts";

let http: HttpApp;
let session: string;
let token: string;

beforeEach(async () => {
  http = await openHttpApp();
  const input = { email: "ada@example.com", password: "correct horse" };
  await http.app.call("superusers.create", input);
  const path = "/api/v1/auth/_superusers/login";
  const { body } = await http.fetch(`POST ${path}`, { ...input, identity: input.email });
  session = body.token;
  const grant = { name: "script", scopes: ["admin"] };
  token = (await http.app.call("tokens.mint", grant)).token;
});

const guarded = (headers: Record<string, string>) =>
  http.fetch("GET /api/collections", undefined, { headers });

describe("who asks", () => {
  const headers: [name: string, of: (credential: string) => Record<string, string>][] = [
    ["as PocketBase's clients send it", (authorization) => ({ authorization })],
    ["as a bearer", (credential) => ({ authorization: `Bearer ${credential}` })],
    ["in any case", (credential) => ({ authorization: `bearer  ${credential}` })],
    ["as a client key", (credential) => ({ "x-client-key": credential })],
    ["as an API key", (credential) => ({ "x-api-key": credential })],
    ["as a service key", (credential) => ({ "x-service-key": credential })],
  ];
  for (const [name, of] of headers) {
    test(`is told by a token ${name}`, async () => {
      expect((await guarded(of(session))).status).toBe(200);
      expect((await guarded(of(token))).status).toBe(200);
    });
  }

  const guests = ["", "Bearer", "a.b.c", "Basic YWRhOng=", "Bearer undefined"];
  for (const authorization of guests) {
    test(`is a guest with "${authorization}"`, async () => {
      const open = await http.fetch("GET /api/health", undefined, { headers: { authorization } });
      expect(open.status).toBe(200);
      const closed = await guarded({ authorization });
      expect(closed.status).toBe(401);
      expect(closed.headers.get("www-authenticate")).toBe("Bearer");
    });
  }

  test("is a guest with a session that was tampered with", async () => {
    const [head, , signature] = session.split(".");
    const payload = btoa(JSON.stringify({ id: "x", type: "auth", exp: 9e9 }));
    expect((await guarded({ authorization: `${head}.${payload}.${signature}` })).status).toBe(401);
  });
});

describe("a token of ours that does not count is refused everywhere, each kind with its reason", () => {
  const refusedAtOpenDoor = (authorization: string) =>
    http.fetch("GET /api/health", undefined, { headers: { authorization } });

  test("unknown", async () => {
    const { status, body } = await refusedAtOpenDoor("vbat_x.y.z");
    expect(status).toBe(401);
    expect(body.data.token.code).toBe("token_unknown");
    expect(body.hint).toContain("vaultbase token mint");
  });

  test("revoked", async () => {
    const { items } = await http.app.call("tokens.list", {});
    await http.app.call("tokens.revoke", { id: items[0].id });
    const { status, body } = await refusedAtOpenDoor(token);
    expect(status).toBe(401);
    expect(body.data.token.code).toBe("token_revoked");
  });
});
