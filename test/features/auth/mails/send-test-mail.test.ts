import { beforeEach, describe, expect, test } from "bun:test";
import { guest } from "../../../../src/kernel/caller.ts";
import { openTestApp, type TestApp } from "../../../open-test-app.ts";
import { openSmtpSink, type SmtpSink } from "../../../smtp-sink.ts";

let app: TestApp;
let sink: SmtpSink;

beforeEach(async () => {
  [app, sink] = [await openTestApp(), await openSmtpSink()];
  await app.call("settings.set", { ...sink.settings, meta: { appName: "Library" } });
  await app.call("collections.create", {
    name: "members",
    type: "auth",
    otp: {
      enabled: true,
      emailTemplate: {
        subject: "Your code for {APP_NAME}",
        body: "<p>{OTP} for {RECORD:email}</p>",
      },
    },
  });
});

describe("a test mail", () => {
  test.each(["verification", "password-reset", "email-change", "otp", "login-alert"])(
    "shows the template %s",
    async (template) => {
      const input = { email: "ann@example.com", template };
      expect(await app.call("settings.testEmail", input)).toEqual({});
      const mail = await sink.next();
      expect(mail.to).toEqual(["ann@example.com"]);
      expect(`${mail.subject} ${mail.html}`).toContain("Library");
      expect(`${mail.subject} ${mail.html}`).not.toMatch(/\{[A-Z_]+\}/);
    },
  );

  test("is the collection's own", async () => {
    const input = { email: "ann@example.com", template: "otp", collection: "members" };
    await app.call("settings.testEmail", input);
    expect(await sink.next()).toMatchObject({
      subject: "Your code for Library",
      text: "12345678 for ann@example.com",
    });
  });

  test.each<[object, string, string]>([
    [{ email: "" }, "email", "validation_required"],
    [{ email: "nobody" }, "email", "validation_is_email"],
    [{ template: "" }, "template", "validation_required"],
    [{ template: "birthday" }, "template", "validation_in_invalid"],
    [{ template: "constructor" }, "template", "validation_in_invalid"],
    [{ collection: "nowhere" }, "collection", "validation_invalid_auth_collection"],
  ])("with %j is not sent", async (change, place, code) => {
    const input = { email: "ann@example.com", template: "otp", ...change };
    const refused = await app.refusal("settings.testEmail", input);
    expect(refused.message).toBe("Failed to send the test email.");
    expect(refused.problems).toHaveProperty(`${place}.code`, code);
    expect(sink.mails).toEqual([]);
  });

  test("says what to set where mail is not configured", async () => {
    await app.call("settings.set", { smtp: { enabled: false } });
    const input = { email: "ann@example.com", template: "otp" };
    expect(await app.refusal("settings.testEmail", input)).toMatchObject({
      code: "invalid",
      hint: expect.stringContaining("smtp.enabled"),
    });
    expect((await app.refusal("settings.testEmail", input, guest)).code).toBe("unauthenticated");
  });
});

describe("a mail's preview", () => {
  test("shows the template filled in, whatever is saved", async () => {
    const template = {
      subject: "Welcome to {APP_NAME}",
      body: "<p>{RECORD:email}, your code is {OTP}. {UNKNOWN}</p>",
    };
    const input = { ...template, collection: "members" };
    expect(await app.call("settings.previewEmail", input)).toEqual({
      subject: "Welcome to Library",
      html: "<p>ada@example.com, your code is 12345678. {UNKNOWN}</p>",
    });
    expect(sink.mails).toEqual([]);
  });

  test("is for collections that write mails", async () => {
    const input = { subject: "", body: "", collection: "nowhere" };
    expect(await app.refusal("settings.previewEmail", input)).toMatchObject({ code: "invalid" });
    expect((await app.refusal("settings.previewEmail", input, guest)).code).toBe("unauthenticated");
  });
});
