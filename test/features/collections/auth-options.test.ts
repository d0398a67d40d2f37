import { beforeEach, describe, expect, test } from "bun:test";
import { openTestApp, type TestApp } from "../../open-test-app.ts";
import { openApp } from "../../../src/app.ts";
import { createCollection } from "../../../src/features/collections/create-collection.ts";
import { operationTool } from "../../../src/surfaces/mcp/operation-tools.ts";
import { sql } from "../../../src/kernel/sql.ts";

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", { name: "members", type: "auth" });
});

const change = (options: object) =>
  app.call("collections.update", { collection: "members", ...options });
const refusedChange = async (options: object) =>
  (await app.refusal("collections.update", { collection: "members", ...options })).problems;

const blank = { code: "validation_required", message: "Cannot be blank." };
const tooSmall = (threshold: number) => ({
  code: "validation_min_greater_equal_than_required",
  message: `Must be no less than ${threshold}.`,
  params: { threshold },
});
const tooLarge = (threshold: number) => ({
  code: "validation_max_less_equal_than_required",
  message: `Must be no greater than ${threshold}.`,
  params: { threshold },
});
const google = { name: "google", clientId: "id", clientSecret: "s3cret" };

describe("a new auth collection", () => {
  test("has every option, and mails that lead to pages of ours", async () => {
    const members = await app.call("collections.view", { collection: "members" });
    expect(members).toMatchObject({
      authRule: "",
      manageRule: null,
      authAlert: { enabled: true },
      oauth2: { enabled: false, providers: [], mappedFields: { avatarURL: "" } },
      passwordAuth: { enabled: true, identityFields: ["email"] },
      mfa: { enabled: false, duration: 600, rule: "" },
      otp: { enabled: false, duration: 180, length: 8 },
      authToken: { duration: 432_000 },
      passwordResetToken: { duration: 1800 },
      emailChangeToken: { duration: 1800 },
      verificationToken: { duration: 86_400 },
      fileToken: { duration: 180 },
    });
    expect(members.verificationTemplate.body).toContain(
      "{APP_URL}/_/auth/confirm-verification/{TOKEN}",
    );
    expect(members.otp.emailTemplate.body).toContain("{OTP}");
    const { auth } = await app.call("collections.scaffolds", {});
    expect(Object.keys(auth).toSorted()).toEqual(Object.keys(members).toSorted());
  });

  test("differs from a base collection, which has none of it", async () => {
    const made = await app.call("collections.create", { name: "plain" });
    expect(made).not.toHaveProperty("otp");
    expect(made).not.toHaveProperty("authToken");
  });
});

describe("changing options", () => {
  test("leaves what is not said as it was, level by level", async () => {
    await change({
      otp: { enabled: true, length: 6 },
      authAlert: { emailTemplate: { subject: "New!" } },
    });
    const members = await change({ otp: { emailTemplate: { body: "{OTP}" } } });
    expect(members.otp).toMatchObject({ enabled: true, length: 6, duration: 180 });
    expect(members.otp.emailTemplate).toMatchObject({ body: "{OTP}" });
    expect(members.otp.emailTemplate.subject).not.toBe("");
    expect(members.authAlert.enabled).toBe(true);
    expect(members.authAlert.emailTemplate.subject).toBe("New!");
  });

  test("secrets are taken and never shown, not even in the change log", async () => {
    const secret = "0123456789".repeat(4);
    const changed = await change({
      fileToken: { secret },
      oauth2: { enabled: true, providers: [google] },
    });
    expect(changed.fileToken).toEqual({ duration: 180 });
    expect(changed.oauth2.providers).toEqual([
      {
        name: "google",
        clientId: "id",
        authURL: "",
        tokenURL: "",
        userInfoURL: "",
        displayName: "",
        pkce: null,
        extra: {},
      },
    ]);
    await change({ oauth2: changed.oauth2, fileToken: { duration: 60 } });
    const log = await app.storage.all<{ before: string }>(sql`SELECT "before" FROM "_changes"`);
    for (const { before } of log) {
      expect(before).not.toContain("s3cret");
      expect(before).not.toContain(secret);
    }
    const { auth } = (await app.services.catalogs.current()).get("members");
    expect(auth).toMatchObject({
      fileToken: { secret, duration: 60 },
      oauth2: { providers: [{ clientSecret: "s3cret" }] },
    });
  });

  test("a provider that was not there before brings its secret along", async () => {
    await change({ oauth2: { enabled: true, providers: [google] } });
    expect(
      await refusedChange({ oauth2: { providers: [{ name: "github", clientId: "x" }] } }),
    ).toEqual({ oauth2: { providers: { 0: { clientSecret: blank } } } });
  });

  test.each<[object, object]>([
    [{ authToken: { duration: 0 } }, { authToken: { duration: blank } }],
    [{ fileToken: { duration: -1 } }, { fileToken: { duration: tooSmall(10) } }],
    [{ authToken: { duration: 94_670_857 } }, { authToken: { duration: tooLarge(94_670_856) } }],
    [{ otp: { enabled: true, length: 3 } }, { otp: { length: tooSmall(4) } }],
    [{ otp: { enabled: true, duration: 86_401 } }, { otp: { duration: tooLarge(86_400) } }],
    [
      { otp: { enabled: true, emailTemplate: { subject: "", body: "" } } },
      { otp: { emailTemplate: { subject: blank, body: blank } } },
    ],
    [{ resetPasswordTemplate: { body: "" } }, { resetPasswordTemplate: { body: blank } }],
    [
      { authAlert: { enabled: false, emailTemplate: { subject: "" } } },
      { authAlert: { emailTemplate: { subject: blank } } },
    ],
    [
      { oauth2: { enabled: true, providers: [{ name: "google" }] } },
      { oauth2: { providers: { 0: { clientId: blank, clientSecret: blank } } } },
    ],
  ])("%j is refused", async (options, problems) => {
    expect(await refusedChange(options)).toEqual(problems as never);
  });

  test.each<[object, string]>([
    [{ authToken: { secret: "short" } }, "authToken.secret.validation_length_out_of_range"],
    [{ mfa: { enabled: true } }, "mfa.enabled.validation_mfa_not_enough_auths"],
    [
      { mfa: { enabled: true, rule: "nobody = 1" }, otp: { enabled: true } },
      "mfa.rule.validation_invalid_rule",
    ],
    [{ manageRule: "" }, "manageRule.validation_nil_or_not_empty_required"],
    [
      { oauth2: { enabled: true, providers: [google, google] } },
      "oauth2.providers.1.name.validation_duplicated_provider",
    ],
    [
      { oauth2: { enabled: true, providers: [{ ...google, tokenURL: "javascript:1" }] } },
      "oauth2.providers.0.tokenURL.validation_is_url",
    ],
    [
      { passwordAuth: { identityFields: ["email", "nope"] } },
      "passwordAuth.identityFields.validation_missing_field",
    ],
  ])("%j is refused: %s", async (options, path) => {
    const steps = path.split(".");
    const code = steps.pop();
    const found = steps.reduce((at: any, step) => at?.[step], await refusedChange(options));
    expect(found?.code).toBe(code);
  });

  test("what is off is not looked at", async () => {
    const members = await change({
      otp: { enabled: false, duration: 0, length: 0 },
      mfa: { enabled: false, duration: 5 },
      oauth2: { enabled: false, providers: [{ name: "nope" }] },
      passwordAuth: { enabled: false, identityFields: ["nope"] },
    });
    expect(members.otp.length).toBe(0);
  });

  test("a misspelled option is told", async () => {
    const { hint } = await app.refusal("collections.update", { collection: "members", opt: {} });
    expect(hint).toContain("otp");
  });

  test("superusers keep their passwords and sign in with nobody else's word", async () => {
    const refused = async (options: object) =>
      (await app.refusal("collections.update", { collection: "_superusers", ...options })).problems;
    expect(await refused({ passwordAuth: { enabled: false } })).toHaveProperty(
      "passwordAuth.enabled",
    );
    expect(await refused({ oauth2: { enabled: true } })).toHaveProperty("oauth2.enabled");
    const superusers = await app.call("collections.update", {
      collection: "_superusers",
      otp: { enabled: true },
      mfa: { enabled: true },
      authToken: { duration: 3600 },
    });
    expect(superusers).toMatchObject({ mfa: { enabled: true }, authToken: { duration: 3600 } });
  });
});

test("definitions travel between servers with all that is no secret", async () => {
  const otp = { enabled: true, duration: 60, length: 4 };
  await change({ otp, mfa: { enabled: true, rule: "verified = true" } });
  const exported = await app.call("collections.export", {});
  const other = await openTestApp();
  await other.call("collections.import", exported);
  const members = await other.call("collections.view", { collection: "members" });
  expect(members).toMatchObject({ otp, mfa: { enabled: true, rule: "verified = true" } });
});

test("collections from before these options get them, and keep what they had", async () => {
  const { auth, ...rest } = (await app.services.catalogs.current()).get("members");
  const { authRule, manageRule, passwordAuth, authToken } = auth!;
  const old = JSON.stringify({ ...rest, auth: { authRule, manageRule, passwordAuth, authToken } });
  await app.storage.write(async (writer) => {
    await writer.execute(
      sql`UPDATE "_collections" SET "definition" = ${old} WHERE "id" = ${rest.id}`,
    );
    await writer.execute(sql`DELETE FROM "_migrations" WHERE "id" = 'collections-3-auth-options'`);
  });
  const reopened = await openApp({ directory: app.directory });
  const members = (await reopened.services.catalogs.current()).get("members");
  await reopened.close();
  expect(members.auth).toMatchObject({ authToken, otp: { enabled: false, length: 8 } });
  expect(members.auth?.fileToken.secret).toHaveLength(50);
});

test("tools take the rarer options without listing them", () => {
  const { definition, accepts } = operationTool(createCollection, createCollection.tool!);
  expect(definition.inputSchema.properties).toHaveProperty("passwordAuth");
  expect(definition.inputSchema.properties).not.toHaveProperty("verificationTemplate");
  expect(accepts?.properties).toHaveProperty("verificationTemplate");
});
