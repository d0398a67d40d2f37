import { beforeEach, describe, expect, test } from "bun:test";
import { decodeJwt } from "jose";
import { guest } from "../../../src/kernel/caller.ts";
import { signedIn } from "../../open-test-app.ts";
import { openMembers, password, tokenIn, type Members } from "./members.ts";

let members: Members;
beforeEach(async () => {
  members = await openMembers();
});

const email = "anna@example.com";
const me = () => signedIn(members.app, "members", members.anna);
const invalidToken = { token: { code: "validation_invalid_token" } };

async function signIn(plain = password, identity = email): Promise<string> {
  return (await members.ask("auth.withPassword", { identity, password: plain })).token;
}

async function verificationToken(): Promise<string> {
  await members.ask("auth.requestVerification", { email });
  return tokenIn(await members.sink.next(), "confirm-verification");
}

async function resetToken(): Promise<string> {
  await members.ask("auth.requestPasswordReset", { email });
  return tokenIn(await members.sink.next(), "confirm-password-reset");
}

async function changeToken(newEmail = "new@example.com"): Promise<string> {
  await members.ask("auth.requestEmailChange", { newEmail }, await me());
  return tokenIn(await members.sink.next(), "confirm-email-change");
}

const problemsOf = async (operation: string, input: object) =>
  (await members.refused(operation, input)).problems;
const confirmVerification = (token: string) => members.ask("auth.confirmVerification", { token });

describe("an address", () => {
  test("is confirmed by a link, whose token tells clients whose it is", async () => {
    const token = await verificationToken();
    expect(decodeJwt(token)).toMatchObject({
      id: members.anna,
      collectionId: members.collectionId,
      type: "verification",
      email,
    });
    expect(await confirmVerification(token)).toEqual({});
    expect((await members.record(members.anna)).verified).toBe(true);
    expect(await confirmVerification(token)).toEqual({});
  });

  test("that is confirmed, or nobody's, gets no mail and the same answer", async () => {
    await confirmVerification(await verificationToken());
    members.wait(300);
    for (const each of [email, "nobody@example.com"]) {
      expect(await members.ask("auth.requestVerification", { email: each })).toEqual({});
    }
    expect(members.sink.mails).toHaveLength(1);
  });

  test("of a superuser needs no confirmation", async () => {
    const input = { collection: "_superusers", email };
    expect((await members.refused("auth.requestVerification", input)).code).toBe("invalid");
  });

  test("gets the same mail once in two minutes, and another kind of mail at once", async () => {
    const ask = () => members.ask("auth.requestVerification", { email });
    await ask();
    await members.sink.next();
    members.wait(119);
    await ask();
    await resetToken();
    expect(members.sink.mails).toHaveLength(2);
    members.wait(1);
    expect(await verificationToken()).not.toBe("");
  });

  test("is not confirmed by a token that is late, of another kind or collection, or was someone else's", async () => {
    const refused = (token: string, more: object = {}) =>
      problemsOf("auth.confirmVerification", { token, ...more });
    const token = await verificationToken();
    await members.app.call("collections.create", { name: "others", type: "auth" });
    expect(await refused(token, { collection: "others" })).toMatchObject({
      token: { code: "validation_token_collection_mismatch" },
    });
    expect(await refused(await resetToken())).toMatchObject(invalidToken);
    expect(await refused("")).toMatchObject({ token: { code: "validation_required" } });
    expect(await refused("x")).toMatchObject({
      token: { code: "validation_invalid_token_claims" },
    });
    expect(await refused(await signIn())).toMatchObject({
      token: { code: "validation_invalid_token_claims" },
    });
    members.wait(86_400);
    expect(await refused(token)).toMatchObject(invalidToken);
    expect((await members.record(members.anna)).verified).toBe(false);
  });

  test("that changed meanwhile is another one", async () => {
    const token = await verificationToken();
    await members.app.storage.write((writer) =>
      writer.execute({ parts: [`UPDATE "members" SET "email" = 'other@example.com'`], values: [] }),
    );
    expect(await problemsOf("auth.confirmVerification", { token })).toMatchObject({
      token: { code: "validation_token_email_mismatch" },
    });
  });

  test("that a manager changes has to be confirmed anew, unless the manager knows it", async () => {
    const update = (data: object) =>
      members.app.call("records.update", { collection: "members", id: members.anna, data });
    await confirmVerification(await verificationToken());
    expect((await update({ nick: "annie" })).verified).toBe(true);
    expect((await update({ email: "b@example.com" })).verified).toBe(false);
    expect((await update({ email: "c@example.com", verified: true })).verified).toBe(true);
  });
});

describe("a new password", () => {
  const confirm = (token: string, plain: string, passwordConfirm = plain) => ({
    token,
    password: plain,
    passwordConfirm,
  });

  test("is set by a link; it ends sessions and the link itself, and confirms the address", async () => {
    const session = await signIn();
    const token = await resetToken();
    expect(await members.ask("auth.confirmPasswordReset", confirm(token, "another horse"))).toEqual(
      {},
    );
    expect(await members.identify(session)).toBe(guest);
    expect((await members.record(members.anna)).verified).toBe(true);
    expect((await members.refused("auth.withPassword", { identity: email, password })).code).toBe(
      "invalid",
    );
    expect(await signIn("another horse")).not.toBe("");
    const again = confirm(token, "a third horse");
    expect(await problemsOf("auth.confirmPasswordReset", again)).toMatchObject(invalidToken);
  });

  test.each<[string, string, object]>([
    ["", "", { password: { code: "validation_required" } }],
    ["short", "short", { password: { code: "validation_length_out_of_range" } }],
    ["another horse", "another", { passwordConfirm: { code: "validation_values_mismatch" } }],
    ["x".repeat(100), "x".repeat(100), { password: { code: "validation_max_text_constraint" } }],
  ])("%p, repeated as %p, is refused", async (plain, repeated, problems) => {
    const input = confirm(await resetToken(), plain, repeated);
    expect(await problemsOf("auth.confirmPasswordReset", input)).toMatchObject(problems);
    expect(await signIn()).not.toBe("");
  });

  test("is set once, however many try with one link", async () => {
    const token = await resetToken();
    const tries = ["first horse", "second horse", "third horse"].map((plain) =>
      members.ask("auth.confirmPasswordReset", confirm(token, plain)).then(
        () => "set",
        () => "refused",
      ),
    );
    expect((await Promise.all(tries)).toSorted()).toEqual(["refused", "refused", "set"]);
  });

  test("is nothing for a collection without passwords, and no mail for nobody", async () => {
    await members.ask("auth.requestPasswordReset", { email: "nobody@example.com" });
    expect(members.sink.mails).toEqual([]);
    await members.change({ passwordAuth: { enabled: false } });
    expect((await members.refused("auth.requestPasswordReset", { email })).code).toBe("invalid");
  });

  test("is there for superusers, and ends the tokens they minted", async () => {
    const root = { email: "root@example.com", password };
    await members.app.call("superusers.create", root);
    const inSuperusers = { collection: "_superusers", email: root.email };
    await members.ask("auth.requestPasswordReset", inSuperusers);
    const mail = await members.sink.next();
    const token = tokenIn(mail, "confirm-password-reset");
    const [row] = await members.app.storage.all<{ id: string }>({
      parts: [`SELECT * FROM "_superusers"`],
      values: [],
    });
    const caller = { ...(await signedIn(members.app, "_superusers", row!.id)), superuser: true };
    const minted = await members.app.call(
      "tokens.mint",
      { name: "a", scopes: ["mcp:read"] },
      caller,
    );
    const input = { ...confirm(token, "another horse"), collection: "_superusers" };
    await members.ask("auth.confirmPasswordReset", input);
    expect(members.identify(minted.token)).rejects.toThrow("got a new password");
  });
});

describe("a new address", () => {
  test("is confirmed at that address with the password; sessions end", async () => {
    const session = await signIn();
    await members.ask("auth.requestEmailChange", { newEmail: "new@example.com" }, await me());
    const mail = await members.sink.next();
    expect(mail.to).toEqual(["new@example.com"]);
    const token = tokenIn(mail, "confirm-email-change");
    expect(decodeJwt(token)).toMatchObject({
      type: "emailChange",
      email,
      newEmail: "new@example.com",
    });
    expect((await members.record(members.anna)).email).toBe(email);
    expect(await members.ask("auth.confirmEmailChange", { token, password })).toEqual({});
    expect(await members.record(members.anna)).toMatchObject({
      email: "new@example.com",
      verified: true,
    });
    expect(await members.identify(session)).toBe(guest);
    expect(await signIn(password, "new@example.com")).not.toBe("");
  });

  test("is not confirmed without the password, or by another token", async () => {
    const token = await changeToken();
    const refused = (input: object) => problemsOf("auth.confirmEmailChange", input);
    const wrongPassword = { password: { code: "validation_invalid_password" } };
    expect(await refused({ token, password: "wrong horse" })).toMatchObject(wrongPassword);
    expect(await refused({ token, password: "" })).toMatchObject({
      password: { code: "validation_required" },
    });
    expect(await refused({ token: "x", password })).toMatchObject({
      token: { code: "validation_invalid_token_payload" },
      ...wrongPassword,
    });
    expect(await refused({ token: await resetToken(), password })).toMatchObject({
      token: { code: "validation_invalid_token_payload" },
    });
    members.wait(1800);
    expect(await refused({ token, password })).toMatchObject(invalidToken);
  });

  test("that somebody took meanwhile is not given twice", async () => {
    const token = await changeToken("berta@example.com");
    await members.join("berta");
    const refused = await members.refused("auth.confirmEmailChange", { token, password });
    expect(refused.problems).toMatchObject({ email: { code: "validation_not_unique" } });
  });

  test.each([
    ["", "validation_required"],
    ["nowhere", "validation_is_email"],
    [email, "validation_not_in_invalid"],
    ["berta@example.com", "validation_invalid_new_email"],
  ])("%p is refused", async (newEmail, code) => {
    await members.join("berta");
    const { problems } = await members.refused("auth.requestEmailChange", { newEmail }, await me());
    expect(problems).toMatchObject({ newEmail: { code } });
  });

  test("is for whoever is signed in there", async () => {
    const newEmail = "new@example.com";
    expect((await members.refused("auth.requestEmailChange", { newEmail })).code).toBe(
      "unauthenticated",
    );
    const input = { collection: "_superusers", newEmail };
    const other = await members.refused("auth.requestEmailChange", input, await me());
    expect(other.code).toBe("forbidden");
    const token = { id: "t", name: "agent", scopes: new Set<never>(), readOnly: false };
    const agent = { ...(await me()), token: { ...token, collections: null } };
    const refused = await members.refused("auth.requestEmailChange", { newEmail }, agent);
    expect(refused.code).toBe("forbidden");
  });
});

test("links of collections that come from PocketBase lead to the pages that are here", async () => {
  const body = '<a href="{APP_URL}/_/#/auth/confirm-verification/{TOKEN}">Verify</a>';
  await members.change({ verificationTemplate: { body } });
  expect(await confirmVerification(await verificationToken())).toEqual({});
});

test("a form that misses something hears of all of it at once", async () => {
  expect(await problemsOf("auth.confirmPasswordReset", {})).toMatchObject({
    token: { code: "validation_required" },
    password: { code: "validation_required" },
    passwordConfirm: { code: "validation_required" },
  });
  expect((await members.refused("auth.requestOtp", { collection: "nowhere" })).code).toBe(
    "notFound",
  );
});

test("a new secret of a collection ends the links of that kind", async () => {
  const verification = await verificationToken();
  const reset = await resetToken();
  await members.change({ verificationToken: { secret: "s".repeat(40) } });
  expect(await problemsOf("auth.confirmVerification", { token: verification })).toMatchObject(
    invalidToken,
  );
  const input = { token: reset, password: "another horse", passwordConfirm: "another horse" };
  expect(await members.ask("auth.confirmPasswordReset", input)).toEqual({});
});

test.each(["auth.requestVerification", "auth.requestPasswordReset", "auth.withPassword"])(
  "%s cannot be tried out: a dry run would hold the one writer",
  async (name) => {
    const context = members.app.contextFor(guest, undefined, { dryRun: true });
    const input = { collection: "members", email, identity: email, password };
    const running = members.app.operations.get(name)!.run(context, input);
    await expect(running).rejects.toThrow("This cannot be tried out.");
    expect(members.sink.mails).toEqual([]);
  },
);
