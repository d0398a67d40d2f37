import { beforeEach, describe, expect, test } from "bun:test";
import { confirmDoor } from "../../../../src/surfaces/http/doors/confirm-door.ts";
import { makeFetch } from "../../../../src/surfaces/http/http-surface.ts";
import { signedIn } from "../../../open-test-app.ts";
import { openMembers, password, tokenIn, type Members } from "../../../features/auth/members.ts";

let members: Members;
let fetch: (request: Request) => Promise<Response>;

beforeEach(async () => {
  members = await openMembers();
  const { app } = members;
  const host = { ...app, answered: () => undefined };
  fetch = makeFetch(host, [confirmDoor(host)]);
});

const address = (page: string, token: string) => `http://127.0.0.1/_/auth/${page}/${token}`;
const open = (page: string, token: string) => fetch(new Request(address(page, token)));
const post = (page: string, token: string, fields: Record<string, string> = {}) =>
  fetch(new Request(address(page, token), { method: "POST", body: new URLSearchParams(fields) }));

const email = "anna@example.com";
const mailed = async (page: string) => tokenIn(await members.sink.next(), page);
const signIn = (identity: string, plain: string) =>
  members.ask("auth.withPassword", { identity, password: plain });

describe("the pages behind links in mails", () => {
  test("an address is confirmed by a button, not by opening the link", async () => {
    await members.ask("auth.requestVerification", { email });
    const page = "confirm-verification";
    const token = await mailed(page);
    const shown = await open(page, token);
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain("<button>Confirm address</button>");
    expect((await members.record(members.anna)).verified).toBe(false);
    const done = await post(page, token);
    expect(done.status).toBe(200);
    expect(await done.text()).toContain("Your address is confirmed.");
    expect((await members.record(members.anna)).verified).toBe(true);
  });

  test("a new password is typed twice; the link works once", async () => {
    await members.ask("auth.requestPasswordReset", { email });
    const page = "confirm-password-reset";
    const token = await mailed(page);
    const typo = await post(page, token, { password: "another horse", passwordConfirm: "anothr" });
    expect(typo.status).toBe(400);
    const text = await typo.text();
    expect(text).toContain("passwordConfirm: Values don&#x27;t match.");
    expect(text).not.toContain("another horse");
    const fields = { password: "another horse", passwordConfirm: "another horse" };
    expect((await post(page, token, fields)).status).toBe(200);
    expect((await signIn(email, "another horse")).record.id).toBe(members.anna);
    expect((await post(page, token, fields)).status).toBe(400);
    const dead = await open(page, token);
    expect(dead.status).toBe(400);
    expect(await dead.text()).toContain("This link is not good any more.");
  });

  test("a new address needs the password", async () => {
    const me = await signedIn(members.app, "members", members.anna);
    await members.ask("auth.requestEmailChange", { newEmail: "new@example.com" }, me);
    const page = "confirm-email-change";
    const token = await mailed(page);
    expect((await post(page, token, { password: "wrong" })).status).toBe(400);
    expect((await post(page, token, { password })).status).toBe(200);
    expect((await signIn("new@example.com", password)).record.verified).toBe(true);
  });

  test("a link of one kind opens no page of another", async () => {
    await members.ask("auth.requestVerification", { email });
    const token = await mailed("confirm-verification");
    expect((await open("confirm-password-reset", token)).status).toBe(400);
    expect((await open("confirm-verification", "nonsense")).status).toBe(400);
    expect((await open("confirm-nothing", token)).status).toBe(404);
  });

  test("load nothing, run nothing, and are kept by nobody", async () => {
    const { headers } = await open("confirm-verification", "nonsense");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  test("take no other methods", async () => {
    const request = new Request(address("confirm-verification", "x"), { method: "PUT" });
    expect((await fetch(request)).status).toBe(405);
  });
});
