import { beforeEach, describe, expect, test } from "bun:test";
import { openApp } from "../../../src/app.ts";
import { guest } from "../../../src/kernel/caller.ts";
import { Failure, isProblem } from "../../../src/kernel/failure.ts";
import { sql } from "../../../src/kernel/sql.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const password = "correct horse";
let app: TestApp;
let user: string;

beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", { name: "members", type: "auth", authRule: "" });
  const { id } = await app.call("records.create", {
    collection: "members",
    data: { email: "anna@example.com", password, passwordConfirm: password },
  });
  user = `members:${id}`;
});

const mint = (input: object = {}, caller?: Parameters<TestApp["call"]>[2]) =>
  app.call("tokens.mint", { name: "claude", scopes: ["mcp:read"], ...input }, caller);
const refusedMint = (input: object) =>
  app.refusal("tokens.mint", { name: "claude", scopes: ["mcp:read"], ...input });
const identify = (token: string) => app.services.identity.identify(token);

async function whyRefused(token: string): Promise<string> {
  try {
    await identify(token);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    expect(thrown.code).toBe("unauthenticated");
    expect(thrown.hint).toContain("vaultbase token mint");
    const problem = thrown.problems.token;
    return problem && isProblem(problem) ? problem.code : "";
  }
  throw new Error("the token was accepted");
}

async function superuser() {
  await app.call("superusers.create", { email: "ada@example.com", password });
  const input = { collection: "_superusers", identity: "ada@example.com", password };
  return identify((await app.call("auth.withPassword", input, guest)).token);
}

describe("minting", () => {
  test("answers the token, and what a script needs to know of it", async () => {
    const minted = await mint({ scopes: ["mcp:read,mcp:write", "mcp:read"], ttl: "1h" });
    expect(Object.keys(minted)).toEqual(["id", "token", "name", "scopes", "expires"]);
    expect(minted.token).toStartWith("vbat_eyJ");
    expect(minted.scopes).toEqual(["mcp:read", "mcp:write"]);
    const inAnHour = Date.parse(minted.expires) - Date.now();
    expect(inAnHour).toBeGreaterThan(3_590_000);
    expect(inAnHour).toBeLessThanOrEqual(3_600_000);
  });

  test("for a superuser by address: it ends with their sessions, and a token cannot ask for it", async () => {
    await superuser();
    const { token } = await mint({ as: "Ada@example.com", scopes: ["admin"] });
    const caller = await identify(token);
    expect(caller.record?.row.email).toBe("ada@example.com");
    const input = { name: "other", scopes: ["mcp:read"], as: "ada@example.com" };
    expect((await app.refusal("tokens.mint", input, caller)).problems).toHaveProperty("as");
    expect((await refusedMint({ name: "x", as: "adda@example.com" })).hint).toBe(
      "Did you mean ada@example.com?",
    );
    await app.call("sessions.logoutAll", {});
    expect(await whyRefused(token)).toBe("token_revoked");
  });

  test("keeps the token's text nowhere", async () => {
    const { token } = await mint();
    const [, payload, signature] = token.split(".");
    const tables = ["_tokens", "_changes"];
    for (const table of tables) {
      const rows = await app.storage.all({ parts: [`SELECT * FROM "${table}"`], values: [] });
      expect(JSON.stringify(rows)).not.toContain(payload);
      expect(JSON.stringify(rows)).not.toContain(signature);
    }
    expect(JSON.stringify(await app.call("tokens.list", {}))).not.toContain("vbat_");
  });

  test.each([
    [{ scopes: ["mcp:reed"] }, "scopes", /Did you mean mcp:read/],
    [{ scopes: [] }, "scopes", /mcp:read/],
    [{ name: " " }, "name", /claude/],
    [{ name: "x".repeat(101) }, "name", /claude/],
    [{ name: "a\nb" }, "name", /claude/],
    [{ ttl: "59s" }, "ttl", /1h/],
    [{ ttl: "11y" }, "ttl", /1y/],
    [{ ttl: "soon" }, "ttl", /90d/],
    [{ user: "anna" }, "user", /users:/],
    [{ user: "member:x" }, "user", /members/],
    [{ user: "members:nobody" }, "user", /ids/],
    [{ user: "_superusers:x" }, "user", /Leave the user out/],
    [{ collections: ["member"] }, "collections", /members/],
    [{ collections: ["members"], scopes: ["admin"] }, "collections", /narrower/],
  ])("%j is refused, and the hint helps", async (input, field, hint) => {
    const failure = await refusedMint(input);
    expect(failure.code).toBe("invalid");
    expect(failure.problems).toHaveProperty(field);
    expect(failure.hint).toMatch(hint);
  });

  test("a name is taken as long as its token is active", async () => {
    const { id } = await mint();
    expect((await refusedMint({})).problems).toHaveProperty("name.code", "validation_not_unique");
    await app.call("tokens.revoke", { id });
    expect((await mint()).name).toBe("claude");
  });

  test("needs the scope admin when a token asks", async () => {
    const weak = await identify((await mint({ scopes: ["mcp:admin"] })).token);
    const input = { name: "child", scopes: ["mcp:read"] };
    expect((await app.refusal("tokens.mint", input, weak)).hint).toContain("scope admin");
    const strong = await identify((await mint({ name: "ops", scopes: ["admin"] })).token);
    const { token } = await mint({ name: "child" }, strong);
    expect((await identify(token)).actor).toBe("mcp:child");
  });
});

describe("a token's caller", () => {
  test("is a superuser within its scopes when the command line or a superuser minted it", async () => {
    const caller = await identify((await mint({ readOnly: true, collections: ["members"] })).token);
    expect(caller).toMatchObject({ superuser: true, record: null, actor: "mcp:claude" });
    expect(caller.token?.readOnly).toBe(true);
    expect(caller.token?.scopes.has("read:tables")).toBe(true);
    expect(caller.token?.scopes.has("write:tables")).toBe(false);
    expect(caller.token?.collections?.size).toBe(1);

    const ada = await superuser();
    const minted = await identify((await mint({ name: "adas" }, ada)).token);
    expect(minted.superuser).toBe(true);
    expect(minted.record?.id).toBe(ada.record!.id);
  });

  test("is the bound record and no superuser with --user", async () => {
    const caller = await identify((await mint({ user, scopes: ["admin"] })).token);
    expect(caller.superuser).toBe(false);
    expect(`members:${caller.record?.id}`).toBe(user);
    expect((await app.refusal("tokens.list", {}, caller)).code).toBe("forbidden");
  });

  test("cannot be traded for a session, which has no limits", async () => {
    const caller = await identify((await mint({ user })).token);
    const refused = await app.refusal("auth.refresh", { collection: "members" }, caller);
    expect(refused.code).toBe("forbidden");
  });
});

describe("a token ends, and its bearer is told why", () => {
  test("it was never ours", async () => {
    const other = await openTestApp();
    const foreign = await other.call("tokens.mint", { name: "x", scopes: ["admin"] });
    expect(await whyRefused(foreign.token)).toBe("token_unknown");
    expect(await whyRefused("vbat_nonsense")).toBe("token_unknown");
    expect(await whyRefused("vbat_")).toBe("token_unknown");
  });

  test("it expired", async () => {
    const { token, id } = await mint();
    await identify(token);
    await app.storage.write((writer) =>
      writer.execute(
        sql`UPDATE "_tokens" SET "expires" = '2020-01-01T00:00:00.000Z' WHERE "id" = ${id}`,
      ),
    );
    expect(await whyRefused(token)).toBe("token_expired");
  });

  test("it was revoked, in this process or another", async () => {
    const { token, id } = await mint();
    await identify(token);
    const elsewhere = await openApp({ directory: app.directory });
    try {
      const caller = await elsewhere.services.identity.identify(token);
      expect(caller.token?.id).toBe(id);
      await app.call("tokens.revoke", { id });
      const told = await elsewhere.services.identity.identify(token).catch((thrown) => thrown);
      expect(told).toMatchObject({ code: "unauthenticated" });
    } finally {
      await elsewhere.close();
    }
    expect(await whyRefused(token)).toBe("token_revoked");
    expect((await app.call("tokens.revoke", { id })).id).toBe(id);
    expect((await app.refusal("tokens.revoke", { id: "nothing" })).code).toBe("notFound");
  });

  test("whoever minted it is logged out, has a new password, or is gone", async () => {
    const ada = await superuser();
    const first = await mint({}, ada);
    expect(await app.call("sessions.logoutAll", {})).toEqual({ records: 1, tokens: 1 });
    expect(await whyRefused(first.token)).toBe("token_revoked");

    const signIn = { collection: "_superusers", identity: "ada@example.com", password };
    const again = await identify((await app.call("auth.withPassword", signIn, guest)).token);
    const second = await mint({ name: "second" }, again);
    const changed = { password: "another horse", passwordConfirm: "another horse" };
    const id = ada.record!.id;
    await app.call("records.update", { collection: "_superusers", id, data: changed });
    expect(await whyRefused(second.token)).toBe("token_minter_logged_out");
  });

  test("the record it acts as is logged out or gone", async () => {
    const first = await mint({ user });
    const [collection, id] = user.split(":");
    expect(await app.call("sessions.logoutAll", { collection, id })).toEqual({
      records: 1,
      tokens: 1,
    });
    expect(await whyRefused(first.token)).toBe("token_revoked");
    const second = await mint({ user });
    await app.call("records.delete", { collection, id });
    expect(await whyRefused(second.token)).toBe("token_user_gone");
    const { items } = await app.call("tokens.list", {});
    expect(items.map((item: { state: string }) => item.state).toSorted()).toEqual([
      "ended",
      "revoked",
    ]);
  });

  test("tokens of others, and of the command line, go on", async () => {
    const own = await mint();
    await superuser();
    await app.call("sessions.logoutAll", {});
    expect((await identify(own.token)).actor).toBe("mcp:claude");
  });
});

test("the list says what each token may do and when it was last used", async () => {
  const { token, id, expires } = await mint({ user, readOnly: true, collections: ["members"] });
  await identify(token);
  const directory = app.directory;
  await app.close();
  const reopened = await openApp({ directory });
  try {
    const [row] = await reopened.storage.all<{ lastUsed: string }>(sql`SELECT * FROM "_tokens"`);
    expect(Date.now() - Date.parse(row?.lastUsed ?? "")).toBeLessThan(60_000);
  } finally {
    await reopened.close();
  }
  app = await openTestApp();
  await app.call("collections.create", { name: "notes", type: "base", fields: [] });
  await mint({
    name: "reader",
    collections: ["notes"],
    readOnly: true,
    tools: ["list_*,get_notes"],
    resources: ["vaultbase://record/notes/{id}"],
    rateLimit: 60,
    toolset: "compact",
  });
  expect((await app.call("tokens.list", {})).items).toEqual([
    {
      id: expect.any(String),
      name: "reader",
      state: "active",
      scopes: ["mcp:read"],
      readOnly: true,
      collections: ["notes"],
      user: "",
      tools: ["list_*", "get_notes"],
      resources: ["vaultbase://record/notes/{id}"],
      rateLimit: 60,
      maxPerPage: 0,
      toolset: "compact",
      mintedBy: "cli",
      created: expect.any(String),
      expires: expect.any(String),
      lastUsed: "",
      revoked: "",
    },
  ]);
  expect([id, expires]).toEqual([expect.any(String), expect.any(String)]);
});

describe("what a token may be offered over MCP", () => {
  test("reaches the caller", async () => {
    const tools = ["vaultbase.list_members"];
    const { token } = await mint({ tools, rateLimit: 5, maxPerPage: 7, toolset: "compact" });
    const { token: grant } = await identify(token);
    expect(grant).toMatchObject({ rateLimit: 5, maxPerPage: 7, toolset: "compact" });
    expect(grant?.tools?.has("list_members")).toBe(true);
    expect(grant?.tools?.has("get_members")).toBe(false);
    expect(grant?.resources).toBeUndefined();
  });

  test.each<[object, string, string | undefined]>([
    [{ tools: ["list_member"] }, 'There is no tool "list_member".', "Did you mean list_members?"],
    [{ tools: ["nothing_*"] }, 'There is no tool "nothing_*".', undefined],
    [{ tools: ["list_*", "creat_members"] }, "creat_members", "Did you mean create_members?"],
    [{ resources: ["vaultbase://setings"] }, "setings", "Did you mean vaultbase://settings?"],
    [{ resources: ["vaultbase://record/members"] }, "There is no resource", undefined],
    [{ rateLimit: 0 }, "rateLimit", undefined],
    [{ maxPerPage: 0 }, "maxPerPage", undefined],
    [{ maxPerPage: 1001 }, "maxPerPage", undefined],
    [{ toolset: "compakt" }, "toolset", undefined],
  ])("%j is refused", async (input, message, hint) => {
    const refused = await refusedMint(input);
    expect(refused.code).toBe("invalid");
    expect(`${refused.message} ${refused.hint}`).toContain(message);
    if (hint) expect(refused.hint).toBe(hint);
  });

  test.each([
    "vaultbase.list_members",
    "list_records",
    "find_tools",
    "describe_collection",
    "*_members",
  ])("%s is known", async (tool) => {
    await mint({ tools: [tool] });
  });
});
