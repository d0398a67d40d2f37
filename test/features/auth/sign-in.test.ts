import { beforeEach, describe, expect, test } from "bun:test";
import { decodeJwt } from "jose";
import { guest } from "../../../src/kernel/caller.ts";
import { identifier, sql } from "../../../src/kernel/sql.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const password = "correct horse";
let app: TestApp;
let anna: { id: string; email: string };

beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", {
    name: "members",
    type: "auth",
    authRule: "",
    fields: [{ name: "nickname", type: "text" }],
  });
  anna = await app.call("records.create", {
    collection: "members",
    data: { email: "anna@example.com", password, passwordConfirm: password, nickname: "anna" },
  });
});

const signIn = (input: object = {}) =>
  app.call(
    "auth.withPassword",
    { collection: "members", identity: "anna@example.com", password, ...input },
    guest,
  );
const refusedSignIn = (input: object) =>
  app.refusal(
    "auth.withPassword",
    { collection: "members", identity: "anna@example.com", password, ...input },
    guest,
  );

describe("signing in", () => {
  test("answers the record with its address, nothing secret, and a token that says who", async () => {
    const { record, token } = await signIn();
    expect(record).toMatchObject({ id: anna.id, email: "anna@example.com", nickname: "anna" });
    expect(record).not.toHaveProperty("password");
    expect(record).not.toHaveProperty("tokenKey");
    const { collectionId } = await app.call("records.get", { collection: "members", id: anna.id });
    expect(decodeJwt(token)).toMatchObject({
      id: anna.id,
      collectionId,
      type: "auth",
      refreshable: true,
    });
    const caller = await app.services.identity.identify(token);
    expect(caller).toMatchObject({ superuser: false, token: null, actor: `members:${anna.id}` });
  });

  test.each([
    [{ password: "wrong horse" }, "invalid", "Failed to authenticate."],
    [{ identity: "nobody@example.com" }, "invalid", "Failed to authenticate."],
    [{ identity: "ANNA@example.com" }, "invalid", "Failed to authenticate."],
    [
      { identity: "", password: "" },
      "invalid",
      "An error occurred while validating the submitted data.",
    ],
    [
      { identityField: "nickname" },
      "invalid",
      "An error occurred while validating the submitted data.",
    ],
    [{ collection: "nowhere" }, "notFound", "Missing or invalid collection context."],
  ])("%j is refused", async (input, code, message) => {
    expect(await refusedSignIn(input)).toMatchObject({ code, message });
  });

  test("blank values are named", async () => {
    const { problems } = await refusedSignIn({ identity: "", password: "" });
    expect(problems).toEqual({
      identity: { code: "validation_required", message: "Cannot be blank." },
      password: { code: "validation_required", message: "Cannot be blank." },
    });
  });

  test("a collection may not allow it", async () => {
    await app.call("collections.update", {
      collection: "members",
      passwordAuth: { enabled: false, identityFields: ["email"] },
    });
    expect((await refusedSignIn({})).code).toBe("forbidden");
    const { password: offered } = await app.call("auth.methods", { collection: "members" }, guest);
    expect(offered).toEqual({ enabled: false, identityFields: [] });
  });

  test("its authRule decides who comes in", async () => {
    await app.call("collections.update", {
      collection: "members",
      authRule: "verified = true",
    });
    const refused = await refusedSignIn({});
    expect(refused.code).toBe("forbidden");
    expect(refused.message).toContain("collection requirements");
    await app.call("records.update", {
      collection: "members",
      id: anna.id,
      data: { verified: true },
    });
    expect((await signIn()).record.verified).toBe(true);
  });

  test("a bcrypt hash from elsewhere becomes argon2id; the session's key stays", async () => {
    const bcrypt = await Bun.password.hash(password, { algorithm: "bcrypt", cost: 4 });
    await app.storage.write((writer) =>
      writer.execute(sql`UPDATE ${identifier("members")} SET "password" = ${bcrypt}`),
    );
    const { token } = await signIn();
    const [row] = await app.storage.all<{ password: string }>(
      sql`SELECT "password" FROM ${identifier("members")}`,
    );
    expect(row?.password).toStartWith("$argon2id$");
    expect((await app.services.identity.identify(token)).record?.id).toBe(anna.id);
    expect((await signIn()).record.id).toBe(anna.id);
    const [change] = await app.storage.all<{ before: string }>(
      sql`SELECT "before" FROM "_changes" WHERE "action" = 'update' ORDER BY "sequence" DESC LIMIT 1`,
    );
    expect(change?.before).toBe("{}");
  });
});

describe("a session", () => {
  const identify = (token: string) => app.services.identity.identify(token);

  test("ends with a new password", async () => {
    const { token } = await signIn();
    expect((await identify(token)).record?.id).toBe(anna.id);
    await app.call("records.update", {
      collection: "members",
      id: anna.id,
      data: { password: "another horse", passwordConfirm: "another horse" },
    });
    expect(await identify(token)).toBe(guest);
  });

  test("ends with its record, and when it is logged out", async () => {
    const { token } = await signIn();
    await app.call("sessions.logoutAll", { collection: "members", id: anna.id });
    expect(await identify(token)).toBe(guest);
    const { token: second } = await signIn();
    expect((await identify(second)).record?.id).toBe(anna.id);
    await app.call("records.delete", { collection: "members", id: anna.id });
    expect(await identify(second)).toBe(guest);
  });

  test("sees its record as it is now", async () => {
    const { token } = await signIn();
    expect((await identify(token)).record?.row.nickname).toBe("anna");
    await app.call("records.update", {
      collection: "members",
      id: anna.id,
      data: { nickname: "annie" },
    });
    expect((await identify(token)).record?.row.nickname).toBe("annie");
  });

  test.each(["", "nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.eyJpZCI6IngifQ."])(
    "%p makes a guest",
    async (credential) => {
      expect(await identify(credential)).toBe(guest);
    },
  );

  test("is not believed with another signature", async () => {
    const { token } = await signIn();
    const [header, payload] = token.split(".");
    const unsigned = btoa('{"alg":"none"}').replaceAll("=", "");
    expect(await identify(`${unsigned}.${payload}.`)).toBe(guest);
    expect(await identify(`${header}.${payload}.${"A".repeat(43)}`)).toBe(guest);
  });

  test("is exchanged for a new one in its own collection only", async () => {
    const caller = await identify((await signIn()).token);
    const { token, record } = await app.call("auth.refresh", { collection: "members" }, caller);
    expect(record.id).toBe(anna.id);
    expect((await identify(token)).record?.id).toBe(anna.id);
    const refused = (collection: string, who = caller) =>
      app.refusal("auth.refresh", { collection }, who);
    expect((await refused("_superusers")).code).toBe("forbidden");
    expect((await refused("members", guest)).code).toBe("unauthenticated");
  });
});

test("the ways to sign in have the keys that clients look for", async () => {
  expect(await app.call("auth.methods", { collection: "members" }, guest)).toEqual({
    password: { enabled: true, identityFields: ["email"] },
    oauth2: { enabled: false, providers: [] },
    mfa: { enabled: false, duration: 0 },
    otp: { enabled: false, duration: 0 },
  });
});
