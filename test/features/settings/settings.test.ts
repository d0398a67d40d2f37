import { beforeEach, describe, expect, test } from "bun:test";
import { openApp } from "../../../src/app.ts";
import { guest } from "../../../src/kernel/caller.ts";
import { sql } from "../../../src/kernel/sql.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
});

const set = (patch: object) => app.call("settings.set", patch);

describe("settings", () => {
  test("have defaults, and no secret among what is shown", async () => {
    const shown = await app.call("settings.get", {});
    expect(Object.keys(shown).toSorted()).toEqual([
      "audit",
      "backups",
      "batch",
      "locked",
      "logs",
      "mcp",
      "meta",
      "outgoing",
      "rateLimits",
      "s3",
      "secretsSet",
      "smtp",
      "superuserIPs",
      "trustedProxy",
    ]);
    expect(shown.smtp).toEqual({
      enabled: false,
      host: "smtp.example.com",
      port: 587,
      username: "",
      authMethod: "",
      tls: false,
      localName: "",
    });
    expect(shown.backups.s3).not.toHaveProperty("secret");
    expect(shown.rateLimits.rules[0]).toEqual({
      label: "*:auth",
      audience: "",
      duration: 3,
      maxRequests: 2,
    });
  });

  test("change deeply: what is not given stays, lists are replaced", async () => {
    await set({ meta: { appName: "Library" }, rateLimits: { excludedIPs: ["10.0.0.1"] } });
    const shown = await set({ meta: { accentColor: "" }, rateLimits: { excludedIPs: [] } });
    expect(shown.meta).toMatchObject({
      appName: "Library",
      accentColor: "",
      senderName: "Support",
    });
    expect(shown.rateLimits).toMatchObject({ excludedIPs: [], enabled: false });
    expect(await app.call("settings.get", {})).toEqual(shown);
  });

  test("keep a secret that is not sent again, and show it to nobody", async () => {
    const shown = await set({ smtp: { username: "me", password: "hush hush" } });
    expect(JSON.stringify(shown)).not.toContain("hush");
    await set({ smtp: { username: "you" } });
    const { smtp } = await app.services.settings.current();
    expect(smtp).toMatchObject({ username: "you", password: "hush hush" });
    const changes = await app.storage.all(
      sql`SELECT "action", "actor", "before" FROM "_changes" WHERE "collection" = '_settings'`,
    );
    expect(changes).toEqual([
      { action: "update", actor: "cli", before: '{"smtp.username":"","smtp.password":null}' },
      { action: "update", actor: "cli", before: '{"smtp.username":"me"}' },
    ]);
  });

  test("are seen by another process on the same directory", async () => {
    const other = await openApp({ directory: app.directory });
    expect((await other.services.settings.current()).meta.appName).toBe("Vaultbase");
    await set({ meta: { appName: "Library" } });
    await Bun.sleep(0);
    expect((await other.services.settings.current()).meta.appName).toBe("Library");
    await other.close();
  });

  test("are the superusers' matter", async () => {
    expect((await app.refusal("settings.get", {}, guest)).code).toBe("unauthenticated");
    expect((await app.refusal("settings.set", {}, guest)).code).toBe("unauthenticated");
  });

  test("are shown to tokens that read, and changed by those with mcp:admin", async () => {
    const callerOf = async (scope: string) => {
      const { token } = await app.call("tokens.mint", { name: scope, scopes: [scope] });
      return app.identify(token);
    };
    const reader = await callerOf("mcp:read");
    const shown = await app.call("settings.get", {}, reader);
    expect(shown.meta.appName).toBe("Vaultbase");
    const refused = await app.refusal("settings.set", {}, await callerOf("mcp:write"));
    expect(refused).toMatchObject({
      code: "forbidden",
      hint: expect.stringContaining("mcp:admin"),
    });
    const meta = { appName: "Library" };
    expect(
      (await app.call("settings.set", { meta }, await callerOf("mcp:admin"))).meta.appName,
    ).toBe("Library");
  });

  test("that another process changes stand before requests soon after", async () => {
    const other = await openApp({ directory: app.directory });
    await set({ superuserIPs: ["10.0.0.1"], rateLimits: { enabled: true } });
    const deadline = Date.now() + 5000;
    while (!other.admission.isLimiting && Date.now() < deadline) await Bun.sleep(20);
    expect(other.admission.isLimiting).toBe(true);
    expect(() => other.admission.checkSuperuser({ address: "10.0.0.2" })).toThrow("not allowed");
    await other.close();
  });

  test("in a list get their defaults, and what nobody knows is refused there too", async () => {
    const rule = { label: "/api/", duration: 1, maxRequests: 5 };
    const shown = await set({ rateLimits: { rules: [rule] } });
    expect(shown.rateLimits.rules).toEqual([{ ...rule, audience: "" }]);
    const misspelt = { rateLimits: { rules: [rule, { ...rule, audiense: "@auth" }] } };
    expect(await app.refusal("settings.set", misspelt)).toMatchObject({
      message: "There is no setting rateLimits.rules.1.audiense.",
      hint: "Did you mean rateLimits.rules.0.audience?",
    });
    const facts = { door: "http" } as const;
    const { rateLimits } = await app.call("settings.set", misspelt, undefined, facts).catch(
      // The two rules are one, which is another matter.
      ({ problems }) => problems,
    );
    expect(rateLimits.rules[1].label.code).toBe("validation_conflicting_rate_limit_rule");
  });

  test("that nobody knows are ignored over HTTP and refused elsewhere", async () => {
    const patch = { smtp: { hots: "mail.example.com" } };
    const facts = { door: "http" } as const;
    expect((await app.call("settings.set", patch, undefined, facts)).smtp.host).toBe(
      "smtp.example.com",
    );
    expect(await app.refusal("settings.set", patch)).toMatchObject({
      code: "invalid",
      hint: "Did you mean smtp.host?",
    });
  });
});

describe("a setting that cannot be so", () => {
  const rule = { label: "/a", audience: "", duration: 1, maxRequests: 1 };

  test.each<[object, string, string]>([
    [{ meta: { appName: "" } }, "meta.appName", "validation_required"],
    [{ meta: { appName: "x".repeat(256) } }, "meta.appName", "validation_length_out_of_range"],
    [{ meta: { appURL: "no address" } }, "meta.appURL", "validation_is_url"],
    [{ meta: { appURL: "x" } }, "meta.appURL", "validation_is_url"],
    [{ meta: { senderName: "" } }, "meta.senderName", "validation_required"],
    [{ meta: { senderAddress: "a@b" } }, "meta.senderAddress", "validation_is_email"],
    [{ meta: { accentColor: "red" } }, "meta.accentColor", "validation_length_invalid"],
    [{ meta: { accentColor: "#zzzzzz" } }, "meta.accentColor", "validation_is_hex_color"],
    [{ smtp: { enabled: true, host: "" } }, "smtp.host", "validation_required"],
    [{ smtp: { enabled: true, port: 0 } }, "smtp.port", "validation_required"],
    [{ smtp: { host: "foo bar" } }, "smtp.host", "validation_is_host"],
    [{ smtp: { port: -1 } }, "smtp.port", "validation_min_greater_equal_than_required"],
    [{ smtp: { port: 70_000 } }, "smtp.port", "validation_max_less_equal_than_required"],
    [{ smtp: { authMethod: "login" } }, "smtp.authMethod", "validation_in_invalid"],
    [{ smtp: { localName: "bad name!" } }, "smtp.localName", "validation_is_host"],
    [{ s3: { enabled: true } }, "s3.secret", "validation_required"],
    [{ s3: { endpoint: "bad url" } }, "s3.endpoint", "validation_is_url"],
    [{ backups: { s3: { enabled: true } } }, "backups.s3.bucket", "validation_required"],
    [{ backups: { cron: "x" } }, "backups.cron", "validation_invalid_cron"],
    [{ backups: { cron: "61 * * * *" } }, "backups.cron", "validation_invalid_cron"],
    [{ backups: { cron: "@daily", cronMaxKeep: 0 } }, "backups.cronMaxKeep", "validation_required"],
    [{ logs: { maxDays: -1 } }, "logs.maxDays", "validation_min_greater_equal_than_required"],
    [{ batch: { maxRequests: 0 } }, "batch.maxRequests", "validation_required"],
    [{ rateLimits: { enabled: true, rules: [] } }, "rateLimits.rules", "validation_required"],
    [
      { rateLimits: { rules: [{ ...rule, label: "" }] } },
      "rateLimits.rules.0.label",
      "validation_required",
    ],
    [
      { rateLimits: { rules: [{ ...rule, label: "a b" }] } },
      "rateLimits.rules.0.label",
      "validation_match_invalid",
    ],
    [
      { rateLimits: { rules: [{ ...rule, duration: 0 }] } },
      "rateLimits.rules.0.duration",
      "validation_required",
    ],
    [
      { rateLimits: { rules: [{ ...rule, audience: "x" }] } },
      "rateLimits.rules.0.audience",
      "validation_in_invalid",
    ],
    [
      { rateLimits: { rules: [rule, { ...rule, audience: "@guest" }] } },
      "rateLimits.rules.1.label",
      "validation_conflicting_rate_limit_rule",
    ],
    [
      { rateLimits: { excludedIPs: ["10.0.0.0/8", "x"] } },
      "rateLimits.excludedIPs.1",
      "validation_invlaid_ip_or_subnet",
    ],
    [
      { trustedProxy: { headers: ["X-Real-IP", "X Bad"] } },
      "trustedProxy.headers.1",
      "validation_match_invalid",
    ],
    [
      { outgoing: { privateHosts: ["localhost", ""] } },
      "outgoing.privateHosts.1",
      "validation_is_host",
    ],
    [
      { outgoing: { privateHosts: ["http://localhost"] } },
      "outgoing.privateHosts.0",
      "validation_is_host",
    ],
    [
      { outgoing: { privateHosts: ["10.0.0.0/8"] } },
      "outgoing.privateHosts.0",
      "validation_is_host",
    ],
    [{ superuserIPs: ["10.0.0.0/33"] }, "superuserIPs.0", "validation_invlaid_ip_or_subnet"],
    [{ smtp: { enabled: "yes" } }, "smtp.enabled", "validation_invalid_value"],
    [{ smtp: { port: 1.5 } }, "smtp.port", "validation_invalid_value"],
  ])("%j", async (patch, place, code) => {
    const { problems } = await app.refusal("settings.set", patch);
    expect(problems).toHaveProperty(`${place}.code`, code);
    expect(await app.storage.all(sql`SELECT * FROM "_settings"`)).toEqual([]);
  });

  test.each([
    { meta: { appURL: "https://example.com/app", accentColor: "#00ff00" } },
    { smtp: { enabled: true, host: "10.0.0.1", localName: "localhost", authMethod: "LOGIN" } },
    { smtp: { host: "::1" } },
    { outgoing: { privateHosts: ["localhost", "10.0.0.5:3000", "[::1]:80", "crm.internal:443"] } },
    { s3: { endpoint: "localhost:9000" } },
    { backups: { cron: "*/5 3 * * 1-5" } },
    { batch: { enabled: false, maxRequests: 0, timeout: 0 } },
    {
      rateLimits: {
        enabled: true,
        rules: [
          { ...rule, audience: "@guest" },
          { ...rule, audience: "@auth" },
          { ...rule, label: "GET /api/health" },
          { ...rule, label: "users:create" },
          { ...rule, label: "*:list" },
          { ...rule, label: "custom" },
        ],
      },
    },
    { superuserIPs: ["10.0.0.0/8", "::1", "2001:db8::/32"] },
  ])("%j is fine", async (patch) => {
    expect(await set(patch)).toMatchObject(patch);
  });
});

describe("what agents are offered", () => {
  const refused = (mcp: object) => app.refusal("settings.set", { mcp });

  test("names that are there, by themselves or by patterns", async () => {
    await app.call("collections.create", { name: "notes", type: "base", fields: [] });
    const allowedTools = ["list_*", "create_notes", "vaultbase.get_notes", "get_record"];
    const allowedResources = [
      "vaultbase://collections",
      "vaultbase://record/notes/{id}",
      "vaultbase://record/{collection}/{id}",
      "vaultbase://logs/2026-03-01",
    ];
    const { mcp } = await set({ mcp: { allowedTools, allowedResources } });
    expect(mcp).toMatchObject({ allowedTools, allowedResources, rateLimit: 0, enabled: true });
    // What was dropped since keeps nobody from changing something else.
    await app.call("collections.delete", { collection: "notes" });
    await set({ meta: { appName: "Library" } });
  });

  test.each<[object, string]>([
    [{ allowedTools: ["list_colections"] }, "Did you mean list_collections?"],
    [{ allowedTools: ["list_collections", "zap"] }, "mcp.allowedTools"],
    [{ allowedResources: ["vaultbase://nothing"] }, "mcp.allowedResources"],
    [{ toolset: "compakt" }, "mcp.toolset"],
    [{ maxRows: 0 }, "mcp.maxRows"],
    [{ maxMessageSize: 5 }, "mcp.maxMessageSize"],
    [{ rateLimit: -1 }, "mcp.rateLimit"],
    [{ sessionTimeout: 0 }, "mcp.sessionTimeout"],
    [{ rate_limit: 5 }, "Did you mean mcp.rateLimit?"],
  ])("%j is refused", async (mcp, hint) => {
    expect(await refused(mcp)).toMatchObject({
      code: "invalid",
      hint: expect.stringContaining(hint),
    });
  });

  test("a slip in the environment keeps the product from starting", async () => {
    const environment = { VAULTBASE_SETTINGS_MCP_ALLOWED_TOOLS: "list_colections" };
    expect(openTestApp({ environment })).rejects.toMatchObject({
      hint: expect.stringContaining("Did you mean list_collections?"),
    });
    const good = { VAULTBASE_SETTINGS_MCP_ALLOWED_TOOLS: "list_*,get_record" };
    await openTestApp({ environment: good });
  });
});
