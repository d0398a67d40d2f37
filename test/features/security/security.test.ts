import { expect, test } from "bun:test";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const text = [{ name: "title", type: "text" }];

/** `code about` of everything found. */
async function found(app: TestApp): Promise<string[]> {
  const { findings } = await app.call("security.check", {});
  return findings.map(({ code, about }: { code: string; about: string }) => `${code} ${about}`);
}

test("a server without safeguards is told which, and with them nothing", async () => {
  const app = await openTestApp();
  expect(await found(app)).toEqual([
    "no-encryption server",
    "no-rate-limits setting rateLimits",
    "no-backups setting backups",
  ]);
  await app.call("settings.set", {
    rateLimits: { enabled: true },
    backups: { cron: "0 3 * * *" },
  });
  expect(await found(app)).toEqual(["no-encryption server"]);
});

const rules: [about: string, collection: object, expected: string[]][] = [
  ["rules for superusers alone are fine", {}, []],
  ["reading may be open", { listRule: "", viewRule: "" }, []],
  [
    "writing is not",
    { createRule: "", updateRule: "", deleteRule: "" },
    ["open-write", "open-write", "open-write"],
  ],
  ["anybody may sign up", { type: "auth", createRule: "" }, []],
  ["accounts are not for everybody to list", { type: "auth", listRule: "" }, ["open-accounts"]],
];
for (const [about, collection, expected] of rules) {
  test(about, async () => {
    const app = await openTestApp();
    await app.call("collections.create", { name: "things", fields: text, ...collection });
    const codes = (await found(app))
      .filter((each) => each.endsWith("collection things"))
      .map((each) => each.split(" ")[0]!);
    expect(codes.filter((code) => code.startsWith("open"))).toEqual(expected);
  });
}

test("known traps in rules are among it, after what is worse", async () => {
  const app = await openTestApp();
  await app.call("collections.create", { name: "users", type: "auth" });
  const { id } = (await app.services.catalogs.current()).get("users");
  const owner = { name: "owner", type: "relation", collectionId: id };
  await app.call("collections.create", {
    name: "notes",
    fields: [owner],
    listRule: "owner = @request.auth.id",
    deleteRule: "",
  });
  const { findings } = await app.call("security.check", {});
  expect(findings[0]).toMatchObject({ level: "danger", code: "open-write" });
  expect(findings).toContainEqual(
    expect.objectContaining({ level: "warning", code: "guest-matches-empty" }),
  );
});

const tokens: [about: string, token: object, expected: string[]][] = [
  ["a reading one is fine", { scopes: ["mcp:read"] }, []],
  ["one that is confined is fine", { scopes: ["mcp:write"], collections: ["things"] }, []],
  ["one for everything is a danger", { scopes: ["admin"] }, ["admin-token"]],
  ["one that no rule holds for", { scopes: ["mcp:write"] }, ["service-token"]],
  ["one for years", { scopes: ["mcp:read"], ttl: "900d" }, ["long-token"]],
];
for (const [about, token, expected] of tokens) {
  test(`of tokens, ${about}`, async () => {
    const app = await openTestApp();
    await app.call("collections.create", { name: "things", fields: text });
    const { id } = await app.call("tokens.mint", { name: "agent", ...token });
    const codes = async () =>
      (await found(app))
        .filter((each) => each.endsWith("token agent"))
        .map((each) => each.split(" ")[0]!);
    expect(await codes()).toEqual(expected);
    await app.call("tokens.revoke", { id });
    expect(await codes()).toEqual([]);
  });
}

test("a token that nobody uses is mentioned", async () => {
  let days = 0;
  const now = () => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000);
  const app = await openTestApp({ now });
  await app.call("tokens.mint", { name: "old", scopes: ["mcp:read"], ttl: "365d" });
  expect(await found(app)).not.toContain("idle-token token old");
  days = 100;
  expect(await found(app)).toContain("idle-token token old");
});

test("a public route with all rights is worth a look, others are not", async () => {
  const app = await openTestApp();
  const route = { method: "GET", source: "return 1" };
  const open = { access: "public", as: "superuser" };
  await app.call("routes.create", { ...route, ...open, name: "open", path: "/open" });
  await app.call("routes.create", { ...route, ...open, as: "caller", name: "fine", path: "/fine" });
  await app.call("routes.create", { ...route, as: "superuser", name: "ours", path: "/ours" });
  await app.call("routes.create", { ...route, ...open, enabled: false, name: "off", path: "/off" });
  expect((await found(app)).filter((each) => each.includes("route"))).toEqual([
    "open-route route open",
  ]);
});
