import { beforeEach, expect, test } from "bun:test";
import { decodeJwt } from "jose";
import { localOperator } from "../../../src/kernel/caller.ts";
import { signedIn } from "../../open-test-app.ts";
import { openMembers, password, type Members } from "./members.ts";

let members: Members;
beforeEach(async () => {
  members = await openMembers({ authRule: "verified = true", updateRule: "id = @request.auth.id" });
});

const impersonated = (input: object = {}, caller = localOperator) =>
  members.ask("auth.impersonate", { id: members.anna, ...input }, caller);
const secondsLeft = (token: string) => decodeJwt(token).exp! - members.now().getTime() / 1000;

test("gives a superuser somebody else's session, without anybody's password", async () => {
  const { record, token } = await impersonated();
  expect(record).toMatchObject({ id: members.anna, email: "anna@example.com" });
  expect(secondsLeft(token)).toBe(5 * 24 * 60 * 60);
  const caller = await members.identify(token);
  expect(caller).toMatchObject({ superuser: false, actor: `members:${members.anna}` });
  const input = { collection: "members", id: members.anna, data: { nick: "annie" } };
  expect((await members.app.call("records.update", input, caller)).nick).toBe("annie");
});

test("the session is never exchanged for a later one", async () => {
  await members.change({ authRule: "" });
  const { token } = await impersonated({ duration: 60 });
  expect(secondsLeft(token)).toBe(60);
  const caller = await members.identify(token);
  members.wait(30);
  expect((await members.ask("auth.refresh", {}, caller)).token).toBe(token);
  members.wait(30);
  expect((await members.identify(token)).record).toBeNull();
});

test("is for superusers", async () => {
  const me = await signedIn(members.app, "members", members.anna);
  const input = { id: members.anna };
  expect((await members.refused("auth.impersonate", input, me)).code).toBe("forbidden");
  expect((await members.refused("auth.impersonate", input)).code).toBe("unauthenticated");
});

test.each<[object, string]>([
  [{ id: "missing" }, "notFound"],
  [{ duration: -1 }, "invalid"],
  [{ collection: "nowhere" }, "notFound"],
])("%j is refused: %s", async (input, code) => {
  const asked = { id: members.anna, ...input };
  expect((await members.refused("auth.impersonate", asked, localOperator)).code).toBe(
    code as never,
  );
});

test("nothing that a token makes outlives it", async () => {
  const minted = (input: object) => ({ name: "child", scopes: ["mcp:read"], ...input });
  const { token, expires } = await members.app.call("tokens.mint", {
    name: "ops",
    scopes: ["admin"],
    ttl: "1h",
  });
  members.wait(600);
  const ops = await members.identify(token);
  expect((await members.app.refusal("tokens.mint", minted({ ttl: "1h" }), ops)).hint).toContain(
    "3000s",
  );
  expect((await members.app.call("tokens.mint", minted({}), ops)).expires).toBe(expires);
  expect(secondsLeft((await impersonated({}, ops)).token)).toBe(3000);
  expect(secondsLeft((await impersonated({ duration: 60 }, ops)).token)).toBe(60);
  const long = { id: members.anna, duration: 3001 };
  expect((await members.refused("auth.impersonate", long, ops)).code).toBe("forbidden");
});

test("an agent without the scope admin cannot", async () => {
  const { token } = await members.app.call("tokens.mint", { name: "a", scopes: ["mcp:admin"] });
  const agent = await members.identify(token);
  const refused = await members.refused("auth.impersonate", { id: members.anna }, agent);
  expect(refused.hint).toContain("--scope admin");
});

test("password sign-ins stay what they were", async () => {
  const refused = await members.refused("auth.withPassword", {
    identity: "anna@example.com",
    password,
  });
  expect(refused.code).toBe("forbidden");
});
