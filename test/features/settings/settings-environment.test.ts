import { describe, expect, test } from "bun:test";
import { openTestApp } from "../../open-test-app.ts";
import { sql } from "../../../src/kernel/sql.ts";

describe("a variable", () => {
  test.each<[string, string, object]>([
    ["VAULTBASE_SETTINGS_SMTP_HOST", "mail.example.com", { smtp: { host: "mail.example.com" } }],
    ["VAULTBASE_SETTINGS_SMTP_PORT", "465", { smtp: { port: 465 } }],
    ["VAULTBASE_SETTINGS_SMTP_TLS", "true", { smtp: { tls: true } }],
    ["VAULTBASE_SETTINGS_SMTP_PASSWORD", "12345", { smtp: { password: "12345" } }],
    [
      "VAULTBASE_SETTINGS_META_APP_URL",
      "https://example.com",
      { meta: { appURL: "https://example.com" } },
    ],
    ["VAULTBASE_SETTINGS_LOGS_LOG_IP", "false", { logs: { logIP: false } }],
    [
      "VAULTBASE_SETTINGS_BACKUPS_S3_FORCE_PATH_STYLE",
      "true",
      { backups: { s3: { forcePathStyle: true } } },
    ],
    [
      "VAULTBASE_SETTINGS_SUPERUSER_IPS",
      "10.0.0.0/8, ::1",
      { superuserIPs: ["10.0.0.0/8", "::1"] },
    ],
    [
      "VAULTBASE_SETTINGS_TRUSTED_PROXY_HEADERS",
      '["X-Real-IP"]',
      { trustedProxy: { headers: ["X-Real-IP"] } },
    ],
    [
      "VAULTBASE_SETTINGS_RATE_LIMITS_RULES",
      '[{"label":"/api/","audience":"","duration":1,"maxRequests":9}]',
      { rateLimits: { rules: [{ label: "/api/", audience: "", duration: 1, maxRequests: 9 }] } },
    ],
  ])("%s=%s sets and locks its setting", async (variable, text, expected) => {
    const app = await openTestApp({ environment: { [variable]: text } });
    expect(await app.services.settings.current()).toMatchObject(expected);
    expect((await app.call("settings.get", {})).locked).toHaveLength(1);
  });

  test.each<[string, string, string]>([
    ["VAULTBASE_SETTINGS_SMTP_HOTS", "x", "Did you mean VAULTBASE_SETTINGS_SMTP_HOST?"],
    ["VAULTBASE_SETTINGS_SMTP_PORT", "many", 'It says "many".'],
    ["VAULTBASE_SETTINGS_SMTP_TLS", '"yes"', ""],
    ["VAULTBASE_SETTINGS_SMTP_PORT", "70000", "smtp.port"],
    ["VAULTBASE_SETTINGS_SUPERUSER_IPS", "nowhere", "superuserIPs.0"],
  ])("%s=%s keeps the product from starting", async (variable, text, hint) => {
    const opening = openTestApp({ environment: { [variable]: text } });
    expect(await opening.catch((thrown: unknown) => thrown)).toMatchObject({
      code: "invalid",
      hint: expect.stringContaining(hint),
    });
  });
});

describe("a locked setting", () => {
  const environment = {
    VAULTBASE_SETTINGS_SMTP_HOST: "mail.example.com",
    VAULTBASE_SETTINGS_SMTP_PASSWORD: "from outside",
  };

  test("weighs more than what is stored, and is not stored itself", async () => {
    const app = await openTestApp({ environment });
    const everything = await app.call("settings.get", {});
    const { locked, secretsSet, ...settings } = everything;
    expect(locked).toEqual(["smtp.host", "smtp.password"]);
    expect(secretsSet).toEqual(["smtp.password"]);
    await app.call("settings.set", { ...settings, meta: { appName: "Library" } });
    const [row] = await app.storage.all<{ value: string }>(sql`SELECT "value" FROM "_settings"`);
    expect(row!.value).toContain("Library");
    expect(row!.value).not.toContain("mail.example.com");
    expect(row!.value).not.toContain("from outside");
  });

  test("is not changed by anybody, and says where it is", async () => {
    const app = await openTestApp({ environment });
    const refused = await app.refusal("settings.set", { smtp: { host: "other.example.com" } });
    expect(refused).toMatchObject({
      code: "invalid",
      hint: expect.stringContaining("VAULTBASE_SETTINGS_SMTP_HOST"),
      problems: { smtp: { host: { code: "validation_locked" } } },
    });
    const secret = await app.refusal("settings.set", { smtp: { password: "other" } });
    expect(JSON.stringify(secret)).not.toContain("from outside");
  });
});
