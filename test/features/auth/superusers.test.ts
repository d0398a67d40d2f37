import { beforeEach, describe, expect, test } from "bun:test";
import { guest } from "../../../src/kernel/caller.ts";
import { sql } from "../../../src/kernel/sql.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const password = "correct horse";
let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
});

const create = (email: string) => app.call("superusers.create", { email, password });
const signIn = (identity: string, secret = password) =>
  app.call("auth.withPassword", { collection: "_superusers", identity, password: secret }, guest);
const identify = (token: string) => app.services.identity.identify(token);
const callerOf = async (email: string) => identify((await signIn(email)).token);

describe("superusers", () => {
  test("are created, listed without secrets, and sign in as such", async () => {
    const made = await create("ada@example.com");
    expect(Object.keys(made).toSorted()).toEqual(["created", "email", "id", "updated"]);
    expect(await app.call("superusers.list", {})).toEqual({ items: [made] });
    expect(await callerOf("ada@example.com")).toMatchObject({
      superuser: true,
      actor: `_superusers:${made.id}`,
    });
  });

  test.each([
    [{ email: "ada@example.com", password: "short" }, "password"],
    [{ email: "not an address", password }, "email"],
    [{ email: "eve@example.com", password }, "email"],
  ])("%j cannot be one", async (input, field) => {
    await create("eve@example.com");
    const { code, problems } = await app.refusal("superusers.create", input);
    expect(code).toBe("invalid");
    expect(problems).toHaveProperty(field);
  });

  test("are managed by superusers alone", async () => {
    for (const [name, input] of [
      ["superusers.list", {}],
      ["superusers.create", { email: "x@example.com", password }],
      ["superusers.delete", { email: "x@example.com" }],
      ["superusers.resetPassword", { email: "x@example.com", password }],
      ["sessions.logoutAll", {}],
      ["tokens.list", {}],
    ] as const) {
      expect((await app.refusal(name, input, guest)).code).toBe("unauthenticated");
    }
  });

  test("get a new password, which ends their sessions", async () => {
    await create("ada@example.com");
    const { token } = await signIn("ada@example.com");
    await app.call("superusers.resetPassword", {
      email: "Ada@example.com",
      password: "new horse!",
    });
    expect(await identify(token)).toBe(guest);
    expect((await signIn("ada@example.com", "new horse!")).record.email).toBe("ada@example.com");
    const misspelt = { email: "adda@example.com", password };
    expect(await app.refusal("superusers.resetPassword", misspelt)).toMatchObject({
      code: "notFound",
      hint: "Did you mean ada@example.com?",
    });
    const short = { email: "ada@example.com", password: "short" };
    expect((await app.refusal("superusers.resetPassword", short)).problems).toHaveProperty(
      "password",
    );
  });

  test("are deleted, but never the last one", async () => {
    await create("ada@example.com");
    await create("bob@example.com");
    await app.call("superusers.delete", { email: "bob@example.com" });
    const last = await app.refusal("superusers.delete", { email: "ada@example.com" });
    expect(last.message).toBe("The only superuser cannot be deleted.");
    expect((await app.call("superusers.list", {})).items).toHaveLength(1);
  });

  test("are all logged out at once", async () => {
    await create("ada@example.com");
    await create("bob@example.com");
    const sessions = [await signIn("ada@example.com"), await signIn("bob@example.com")];
    expect(await app.call("sessions.logoutAll", {})).toEqual({ records: 2, tokens: 0 });
    for (const { token } of sessions) expect(await identify(token)).toBe(guest);
  });

  test("leave no hash or token key in the change log", async () => {
    const { id } = await create("ada@example.com");
    await create("bob@example.com");
    await app.call("superusers.resetPassword", {
      email: "ada@example.com",
      password: "new horse!",
    });
    await app.call("sessions.logoutAll", { collection: "_superusers", id });
    const rows = await app.storage.all<{ before: string }>(sql`SELECT "before" FROM "_changes"`);
    expect(rows.map((row) => row.before).join()).not.toMatch(/argon2|tokenKey/);
  });
});

describe("the first superuser", () => {
  const setUp = (token: string, email = "ada@example.com") =>
    app.call("superusers.setup", { token, email, password }, guest);
  const refusedSetUp = (token: string) =>
    app.refusal("superusers.setup", { token, email: "eve@example.com", password }, guest);

  test("is made with the one-time token, and is signed in at once", async () => {
    const token = (await app.services.identity.makeSetupToken()) ?? "";
    const answer = await setUp(token);
    expect((await identify(answer.token)).superuser).toBe(true);
    expect((await refusedSetUp(token)).code).toBe("conflict");
    expect(await app.services.identity.makeSetupToken()).toBeNull();
  });

  test("is not made with another token, or one that a newer has replaced", async () => {
    expect((await refusedSetUp("guess")).code).toBe("forbidden");
    const old = (await app.services.identity.makeSetupToken()) ?? "";
    const token = (await app.services.identity.makeSetupToken()) ?? "";
    expect((await refusedSetUp(old)).code).toBe("forbidden");
    await setUp(token);
    expect((await app.call("superusers.list", {})).items).toHaveLength(1);
  });

  test("uses the token up only when it works out", async () => {
    const token = (await app.services.identity.makeSetupToken()) ?? "";
    const bad = { token, email: "ada@example.com", password: "short" };
    expect((await app.refusal("superusers.setup", bad, guest)).problems).toHaveProperty("password");
    expect((await setUp(token)).record.email).toBe("ada@example.com");
  });

  test("is one, though two use the link at once", async () => {
    const token = (await app.services.identity.makeSetupToken()) ?? "";
    const both = await Promise.allSettled([setUp(token), setUp(token, "eve@example.com")]);
    expect(both.map((each) => each.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await app.call("superusers.list", {})).items).toHaveLength(1);
  });
});
