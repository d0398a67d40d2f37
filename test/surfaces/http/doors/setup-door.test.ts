import { beforeEach, describe, expect, test } from "bun:test";
import { setupDoor } from "../../../../src/surfaces/http/doors/setup-door.ts";
import { makeFetch } from "../../../../src/surfaces/http/http-surface.ts";
import { openTestApp, type TestApp } from "../../../open-test-app.ts";

let app: TestApp;
let fetch: (request: Request) => Promise<Response>;

beforeEach(async () => {
  app = await openTestApp();
  const host = { ...app, identify: (text: string) => app.services.identity.identify(text) };
  fetch = makeFetch(host, [setupDoor(host)]);
});

const address = "http://127.0.0.1/_/setup";
const open = (token: string) => fetch(new Request(`${address}?token=${encodeURIComponent(token)}`));
const post = (fields: Record<string, string>) =>
  fetch(new Request(address, { method: "POST", body: new URLSearchParams(fields) }));
const setupToken = async () => (await app.services.identity.makeSetupToken()) ?? "";

describe("the setup page", () => {
  test("makes the first superuser with a plain form", async () => {
    const token = await setupToken();
    const shown = await open(token);
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain(`value="${token}"`);
    const done = await post({ token, email: "ada@example.com", password: "1234567890" });
    expect(done.status).toBe(200);
    expect(await done.text()).toContain("ada@example.com can sign in now");
    expect((await app.call("superusers.list", {})).items).toHaveLength(1);
    expect((await open(token)).status).toBe(409);
    expect((await post({ token, email: "eve@example.com", password: "1234567890" })).status).toBe(
      409,
    );
  });

  test("keeps what was typed when it cannot be used, except the password", async () => {
    const token = await setupToken();
    const answer = await post({ token, email: `"><b>ada`, password: "s3cret" });
    const text = await answer.text();
    expect(answer.status).toBe(400);
    expect(text).toContain("&quot;&gt;&lt;b&gt;ada");
    expect(text).not.toContain("<b>");
    expect(text).not.toContain("s3cret");
    expect(text).toContain(`value="${token}"`);
  });

  test("shows no form without its token", async () => {
    await setupToken();
    const answer = await open("<script>");
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toMatch(/<form|<script/);
    expect((await post({})).status).toBe(403);
  });

  test("loads nothing, runs nothing, is cached nowhere and framed by nobody", async () => {
    const { headers } = await open(await setupToken());
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe-inline");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  test("answers no other method", async () => {
    expect((await fetch(new Request(address, { method: "DELETE" }))).status).toBe(405);
  });
});
