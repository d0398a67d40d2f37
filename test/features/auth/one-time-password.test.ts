import { beforeEach, describe, expect, test } from "bun:test";
import { openMembers, otpIn, password, type Members } from "./members.ts";

let members: Members;
beforeEach(async () => {
  members = await openMembers({ otp: { enabled: true, duration: 180, length: 6 } });
});

async function requested(): Promise<{ otpId: string; password: string }> {
  const { otpId } = await members.ask("auth.requestOtp", { email: "anna@example.com" });
  return { otpId, password: otpIn(await members.sink.next()) };
}

const count = async (collection: string) =>
  (await members.app.call("records.list", { collection })).items.length;

describe("a one-time password", () => {
  test("comes by mail, signs in once, and shows that the address is right", async () => {
    const { otpId } = await members.ask("auth.requestOtp", { email: "anna@example.com" });
    const mail = await members.sink.next();
    expect(mail).toMatchObject({ to: ["anna@example.com"] });
    const otp = otpIn(mail);
    expect(otp).toMatch(/^\d{6}$/);
    expect(mail.subject).toBe(`${otp} signs you in to The Library`);
    const { record, token } = await members.ask("auth.withOtp", { otpId, password: otp });
    expect(record).toMatchObject({ id: members.anna, verified: true });
    expect((await members.identify(token)).record?.id).toBe(members.anna);
    expect(await count("_otps")).toBe(0);
    const again = await members.refused("auth.withOtp", { otpId, password: otp });
    expect(again).toMatchObject({ code: "invalid", message: "Invalid or expired OTP." });
  });

  test("is not kept as it is", async () => {
    const { password: otp } = await requested();
    const [row] = await members.app.storage.all<{ password: string }>({
      parts: [`SELECT * FROM "_otps"`],
      values: [],
    });
    expect(row?.password).toStartWith("$argon2id$");
    expect(JSON.stringify(row)).not.toContain(otp);
  });

  test("ends after its time", async () => {
    const sent = await requested();
    members.wait(180);
    expect((await members.refused("auth.withOtp", sent)).message).toBe("Invalid or expired OTP.");
  });

  test("ends with the password", async () => {
    const sent = await requested();
    const data = { password: "another horse", passwordConfirm: "another horse" };
    await members.app.call("records.update", { collection: "members", id: members.anna, data });
    expect((await members.refused("auth.withOtp", sent)).message).toBe("Invalid or expired OTP.");
  });

  test("does not verify an address that it did not go to", async () => {
    const sent = await requested();
    await members.app.storage.write((writer) =>
      writer.execute({ parts: [`UPDATE "_otps" SET "sentTo" = 'old@example.com'`], values: [] }),
    );
    expect((await members.ask("auth.withOtp", sent)).record.verified).toBe(false);
  });

  test("is guessed at five times, then its record waits; others do not", async () => {
    const sent = await requested();
    const wrong = { ...sent, password: "000000" };
    for (let guess = 0; guess < 5; guess++) {
      expect((await members.refused("auth.withOtp", wrong)).code).toBe("invalid");
    }
    const waiting = await members.refused("auth.withOtp", sent);
    expect(waiting).toMatchObject({ code: "rateLimited", retryAfterSeconds: 180 });
    const next = await requested();
    expect((await members.refused("auth.withOtp", next)).code).toBe("rateLimited");
    await members.join("berta");
    const { otpId } = await members.ask("auth.requestOtp", { email: "berta@example.com" });
    const otp = otpIn(await members.sink.next());
    expect((await members.ask("auth.withOtp", { otpId, password: otp })).record.nick).toBe("berta");
    members.wait(180);
    expect((await members.ask("auth.withOtp", await requested())).record.id).toBe(members.anna);
  });

  test("is good in its own collection only", async () => {
    const sent = await requested();
    await members.app.call("collections.create", {
      name: "others",
      type: "auth",
      otp: { enabled: true },
    });
    const refused = await members.refused("auth.withOtp", { ...sent, collection: "others" });
    expect(refused.message).toBe("Invalid or expired OTP.");
  });
});

describe("asking for one", () => {
  test("answers the same for an address that nobody has, and sends nothing", async () => {
    const { otpId } = await members.ask("auth.requestOtp", { email: "nobody@example.com" });
    expect(otpId).toMatch(/^[a-z0-9]{15}$/);
    expect(await count("_otps")).toBe(0);
    const guess = await members.refused("auth.withOtp", { otpId, password: "000000" });
    expect(guess.message).toBe("Invalid or expired OTP.");
    expect(members.sink.mails).toEqual([]);
  });

  test("again and again: ten are good at once, then the last one is answered again", async () => {
    const ids: string[] = [];
    for (let round = 0; round < 11; round++) {
      members.wait(1);
      ids.push((await requestedId()).otpId);
    }
    expect(new Set(ids).size).toBe(10);
    expect(ids.at(-1)).toBe(ids.at(-2)!);
  });
  const requestedId = () => members.ask("auth.requestOtp", { email: "anna@example.com" });

  test.each([
    ["", "validation_required"],
    ["anna", "validation_is_email"],
  ])("with %p is refused", async (email, code) => {
    const { problems } = await members.refused("auth.requestOtp", { email });
    expect(problems).toMatchObject({ email: { code } });
  });

  test("needs a collection that has them", async () => {
    await members.change({ otp: { enabled: false } });
    for (const [name, input] of [
      ["auth.requestOtp", { email: "anna@example.com" }],
      ["auth.withOtp", { otpId: "x", password: "y" }],
    ] as const) {
      expect(await members.refused(name, input)).toMatchObject({
        code: "forbidden",
        message: "The collection is not configured to allow OTP authentication.",
      });
    }
    expect((await members.ask("auth.methods")).otp).toEqual({ enabled: false, duration: 0 });
  });

  test("is offered where the collection has them", async () => {
    expect((await members.ask("auth.methods")).otp).toEqual({ enabled: true, duration: 180 });
  });
});

describe("a second way of signing in", () => {
  beforeEach(() => members.change({ mfa: { enabled: true, duration: 600 } }));

  const withPassword = (more: object = {}) =>
    members.refused("auth.withPassword", { identity: "anna@example.com", password, ...more });

  test("is asked for after the first, and then lets in", async () => {
    const first = await withPassword();
    expect(first.code).toBe("unauthenticated");
    const { mfaId } = first.answer;
    expect(mfaId).toMatch(/^[a-z0-9]{15}$/);
    const { record } = await members.ask("auth.withOtp", { ...(await requested()), mfaId });
    expect(record.id).toBe(members.anna);
    expect(await count("_mfas")).toBe(0);
    const again = await members.refused("auth.withOtp", { ...(await requested()), mfaId });
    expect(again.message).toBe("Invalid or expired MFA session.");
  });

  test("works in the other order as well", async () => {
    const { mfaId } = (await members.refused("auth.withOtp", await requested())).answer;
    const input = { identity: "anna@example.com", password, mfaId };
    expect((await members.ask("auth.withPassword", input)).record.id).toBe(members.anna);
  });

  test("is another way than the first", async () => {
    const { mfaId } = (await withPassword()).answer;
    expect(await withPassword({ mfaId })).toMatchObject({
      code: "invalid",
      message: "A different authentication method is required.",
    });
  });

  test("is of the same record, known, and in time", async () => {
    const wrong = { code: "invalid", message: "Invalid or expired MFA session." };
    expect(await withPassword({ mfaId: "nope" })).toMatchObject(wrong);
    await members.join("berta");
    const { mfaId } = (
      await members.refused("auth.withPassword", {
        identity: "berta@example.com",
        password,
      })
    ).answer;
    const others = await members.refused("auth.withOtp", { ...(await requested()), mfaId });
    expect(others).toMatchObject(wrong);
    const late = (await withPassword()).answer;
    members.wait(600);
    const sent = await requested();
    expect(await members.refused("auth.withOtp", { ...sent, ...late })).toMatchObject(wrong);
  });

  test("is asked of those that the rule names", async () => {
    await members.change({ mfa: { rule: "nick = 'berta' && @request.context = 'password'" } });
    const input = { identity: "anna@example.com", password };
    expect((await members.ask("auth.withPassword", input)).record.id).toBe(members.anna);
    await members.join("berta");
    const berta = { ...input, identity: "berta@example.com" };
    expect((await members.refused("auth.withPassword", berta)).answer).toHaveProperty("mfaId");
  });

  test("comes after the authRule, which may let nobody in at all", async () => {
    await members.change({ authRule: "verified = true" });
    expect(await withPassword()).toMatchObject({ code: "forbidden", answer: {} });
    expect(await count("_mfas")).toBe(0);
  });

  test("a refresh asks for none", async () => {
    const { mfaId } = (await withPassword()).answer;
    const { token } = await members.ask("auth.withOtp", { ...(await requested()), mfaId });
    const caller = await members.identify(token);
    expect((await members.ask("auth.refresh", {}, caller)).record.id).toBe(members.anna);
  });
});

test("what nobody came back for is removed every hour", async () => {
  await members.change({ mfa: { enabled: true, duration: 600 } });
  await requested();
  await members.refused("auth.withPassword", { identity: "anna@example.com", password });
  const run = (id: string) => members.app.call("crons.run", { id });
  members.wait(200);
  for (const id of ["__pbOTPCleanup__", "__pbMFACleanup__"]) await run(id);
  expect([await count("_otps"), await count("_mfas")]).toEqual([0, 1]);
  members.wait(600);
  await run("__pbMFACleanup__");
  expect(await count("_mfas")).toBe(0);
});
