// Which record an account elsewhere becomes. The provider here believes every code: it is the name of
// a person in `people`.
import { afterAll, beforeEach, describe, expect, test } from "bun:test";
import { exportJWK, generateKeyPair, SignJWT, type JWK } from "jose";
import { guest, type Caller } from "../../../../src/kernel/caller.ts";
import { openTestApp, signedIn, type TestApp } from "../../../open-test-app.ts";

const password = "correct horse";
let app: TestApp;
let people: Record<string, object>;

/** A picture of one dot. */
const png = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);
let pictures: Record<string, Response>;
let picturesAsked: number;
let idToken = "";
let keys: JWK[] = [];

const server = Bun.serve({
  port: 0,
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/pictures/")) {
      picturesAsked++;
      return (pictures[pathname]?.clone() as Response) ?? new Response("", { status: 404 });
    }
    if (pathname === "/keys") return Response.json({ keys });
    if (pathname === "/token") {
      const code = new URLSearchParams(await request.text()).get("code");
      return Response.json({
        access_token: code,
        refresh_token: "rt-1",
        token_type: "bearer",
        expires_in: 60,
        id_token: idToken,
      });
    }
    const code = request.headers.get("authorization")!.replace("Bearer ", "");
    const person = people[code];
    return person ? Response.json(person) : new Response("", { status: 403 });
  },
});
afterAll(() => server.stop(true));

const base = `http://127.0.0.1:${server.port}`;
const provider = (name: string) => ({
  name,
  clientId: "c",
  clientSecret: "s3cr3t",
  authURL: `${base}/authorize`,
  tokenURL: `${base}/token`,
  userInfoURL: `${base}/user`,
});
const mappedFields = { id: "", name: "name", username: "nick", avatarURL: "picture" };
const oauth2 = { enabled: true, mappedFields, providers: [provider("oidc"), provider("gitlab")] };

const ada = {
  sub: "a-1",
  name: "Ada Byron",
  preferred_username: "ada",
  email: "ada@example.com",
  email_verified: true,
  picture: "https://img.example/ada.png",
};

beforeEach(async () => {
  people = { ada };
  pictures = { "/pictures/ada": new Response(png) };
  picturesAsked = 0;
  app = await openTestApp();
  await app.call("collections.create", {
    name: "members",
    type: "auth",
    createRule: "",
    fields: [
      { name: "name", type: "text" },
      { name: "nick", type: "text", min: 2, max: 20, pattern: "^[a-z_]+$" },
      { name: "picture", type: "url" },
      { name: "email", type: "email", required: false },
    ],
    indexes: ["CREATE UNIQUE INDEX members_nick ON members (nick) WHERE nick != ''"],
    authAlert: { enabled: false },
    oauth2,
  });
});

const configure = (input: object) =>
  app.call("collections.update", { collection: "members", ...input });
const input = (code: string, more: object = {}) => ({
  collection: "members",
  provider: "oidc",
  code,
  redirectURL: "https://app.example/back",
  ...more,
});
const enter = (code: string, more: object = {}, caller: Caller = guest) =>
  app.call("auth.withOAuth2", input(code, more), caller);
const refused = (code: string, more: object = {}, caller: Caller = guest) =>
  app.refusal("auth.withOAuth2", input(code, more), caller);

const join = (data: object) =>
  app.call("records.create", {
    collection: "members",
    data: { password, passwordConfirm: password, ...data },
  });
const withPassword = (identity: string) =>
  app.call("auth.withPassword", { collection: "members", identity, password }, guest);
const find = (id: string) => app.call("records.get", { collection: "members", id });
const total = async (collection: string) =>
  (await app.call("records.list", { collection })).totalItems;
const linksOf = async (id: string): Promise<string[]> => {
  const list = { collection: "_externalAuths", filter: `recordRef = '${id}'`, sort: "provider" };
  const { items } = await app.call("records.list", list);
  return items.map((link: any) => `${link.provider}:${link.providerId}`);
};

describe("somebody new", () => {
  test("becomes a record with what the provider knows, and is told all of it", async () => {
    const { record, token, meta } = await enter("ada");
    expect(record).toMatchObject({
      name: "Ada Byron",
      nick: "ada",
      picture: "https://img.example/ada.png",
      email: "ada@example.com",
      verified: true,
    });
    expect(meta).toMatchObject({
      id: "a-1",
      name: "Ada Byron",
      username: "ada",
      email: "ada@example.com",
      avatarURL: "https://img.example/ada.png",
      accessToken: "ada",
      refreshToken: "rt-1",
      rawUser: ada,
      isNew: true,
    });
    expect(meta.expiry).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await linksOf(record.id)).toEqual(["oidc:a-1"]);
    expect(await app.services.identity.identify(token)).toMatchObject({
      actor: `members:${record.id}`,
    });
  });

  test("is known the second time, whatever the address is by then", async () => {
    const first = await enter("ada");
    people.ada = { ...ada, email: "ada@elsewhere.example", name: "Ada Lovelace" };
    const second = await enter("ada");
    expect(second.meta.isNew).toBe(false);
    expect(second.record).toEqual(first.record);
    expect(await total("members")).toBe(1);
    expect(await total("_externalAuths")).toBe(1);
  });

  test("who comes twice at once is one", async () => {
    const both = await Promise.all([enter("ada"), enter("ada")]);
    expect(new Set(both.map(({ record }) => record.id)).size).toBe(1);
    expect(both.map(({ meta }) => meta.isNew).toSorted()).toEqual([false, true]);
    expect(await total("members")).toBe(1);
  });

  test("has no password, and nobody guesses one", async () => {
    await enter("ada");
    for (const guess of ["", "x", password]) {
      const failure = await app.refusal(
        "auth.withPassword",
        { collection: "members", identity: "ada@example.com", password: guess },
        guest,
      );
      expect(failure.code).toBe("invalid");
    }
  });

  test("may bring values, which go before the provider's", async () => {
    const createData = { name: "Countess", nick: "lovelace" };
    const { record } = await enter("ada", { createData });
    expect(record).toMatchObject({ ...createData, email: "ada@example.com", verified: true });
  });

  test("may bring a password, under the usual conditions", async () => {
    const failure = await refused("ada", { createData: { password, passwordConfirm: "other" } });
    expect(failure.problems).toMatchObject({
      passwordConfirm: { code: "validation_values_mismatch" },
    });
    await enter("ada", { createData: { password, passwordConfirm: password } });
    expect((await withPassword("ada@example.com")).record.nick).toBe("ada");
  });

  test("may bring an address, which nobody vouches for", async () => {
    people.shy = { sub: "s-1" };
    const { record } = await enter("shy", { createData: { email: "shy@example.com" } });
    expect(record).toMatchObject({ email: "shy@example.com", verified: false });
    const other = await enter("ada", { createData: { email: "other@example.com" } });
    expect(other.record).toMatchObject({ email: "other@example.com", verified: false });
    people.liar = { sub: "l-1" };
    const failure = await refused("liar", { createData: { email: "l@b.co", verified: true } });
    expect(failure.problems).toMatchObject({ verified: { code: "validation_values_mismatch" } });
  });

  test.each(["Ada Byron!", "taken", "x"])(
    "whose user name cannot be had here comes in without: %s",
    async (username) => {
      await join({ email: "first@example.com", nick: "taken" });
      people.ada = { ...ada, preferred_username: username };
      expect((await enter("ada")).record).toMatchObject({ nick: "", name: "Ada Byron" });
    },
  );

  test("whose name the field does not take comes in without", async () => {
    people.ada = { ...ada, name: "x".repeat(6000), picture: "no address" };
    expect((await enter("ada")).record).toMatchObject({ name: "", picture: "", nick: "ada" });
  });

  test.each([
    [null, "forbidden"],
    [`@request.context = "password"`, "invalid"],
    [`@request.body.email ~ "@school.example"`, "invalid"],
  ])("stays out where the createRule %j says so, and leaves nothing", async (createRule, code) => {
    await configure({ createRule });
    expect((await refused("ada")).code).toBe(code as "invalid");
    expect(await total("members")).toBe(0);
    expect(await total("_externalAuths")).toBe(0);
  });

  test("comes in by a createRule for OAuth2 alone", async () => {
    await configure({ createRule: `@request.context = "oauth2" && @request.body.nick = "ada"` });
    expect((await enter("ada")).meta.isNew).toBe(true);
  });

  test("may have to wait for the authRule", async () => {
    await configure({ authRule: "name = 'Countess'" });
    expect((await refused("ada")).code).toBe("forbidden");
    const { items } = await app.call("records.list", { collection: "members" });
    await app.call("records.update", {
      collection: "members",
      id: items[0].id,
      data: { name: "Countess" },
    });
    expect((await enter("ada")).record.id).toBe(items[0].id);
  });
});

describe("a picture for a file field", () => {
  const fields = (avatar: object = {}) =>
    configure({
      addFields: [{ name: "avatar", type: "file", ...avatar }],
      oauth2: { mappedFields: { avatarURL: "avatar" } },
    });

  test("is taken from the provider, once", async () => {
    await fields({ mimeTypes: ["image/png"] });
    people.ada = { ...ada, picture: `${base}/pictures/ada` };
    const { record } = await enter("ada");
    expect(record.avatar).toMatch(/^avatar_\w{10}\.png$/);
    const { id } = (await app.services.catalogs.current()).get("members");
    const stored = Bun.file(`${app.directory}/storage/${id}/${record.id}/${record.avatar}`);
    expect(await stored.bytes()).toEqual(png);
    await enter("ada");
    expect(picturesAsked).toBe(1);
  });

  const none: [what: string, address: string, field: object][] = [
    ["is not there", `${base}/pictures/none`, {}],
    ["is no picture", `${base}/pictures/text`, {}],
    ["is too large", `${base}/pictures/ada`, { maxSize: 10 }],
    ["is of another kind than the field's", `${base}/pictures/ada`, { mimeTypes: ["image/webp"] }],
    ["is in the own network", `http://localhost:${server.port}/pictures/ada`, {}],
    ["is at no address", "javascript:alert(1)", {}],
  ];
  test.each(none)("that %s keeps nobody out", async (_what, picture, field) => {
    pictures["/pictures/text"] = new Response("hello");
    await fields(field);
    people.ada = { ...ada, picture };
    expect((await enter("ada")).record).toMatchObject({ avatar: "", nick: "ada" });
  });

  test("is not asked for where the app brings one", async () => {
    await fields();
    people.ada = { ...ada, picture: `${base}/pictures/ada` };
    const createData = { avatar: { name: "portrait.txt", text: "it is me" } };
    expect((await enter("ada", { createData })).record.avatar).toMatch(/^portrait_\w{10}\.txt$/);
    expect(picturesAsked).toBe(0);
  });
});

describe("somebody from Apple", () => {
  test("has the name that the browser brought back, the once that Apple tells it", async () => {
    const pair = await generateKeyPair("ES256");
    idToken = await new SignJWT({ email: "ada@example.com", email_verified: "true" })
      .setProtectedHeader({ alg: "ES256", kid: "k1" })
      .setSubject("000123.aa")
      .setIssuer("https://appleid.apple.com")
      .setAudience("c")
      .setExpirationTime("1h")
      .sign(pair.privateKey);
    keys = [{ ...(await exportJWK(pair.publicKey)), kid: "k1", alg: "ES256" }];
    const { userInfoURL: _, ...apple } = provider("apple");
    const extra = { jwksURL: `${base}/keys` };
    await configure({ oauth2: { providers: [{ ...apple, extra }] } });
    const brought = `{"name":{"firstName":"Ada","lastName":"Byron"}}`;
    app.services.consentForms.keep("c-1", brought);
    const { record, meta } = await enter("c-1", { provider: "apple" });
    expect(record).toMatchObject({ name: "Ada Byron", email: "ada@example.com", verified: true });
    expect(meta).toMatchObject({ id: "000123.aa", isNew: true });
    const again = await enter("c-2", { provider: "apple" });
    expect(again.record).toMatchObject({ id: record.id, name: "Ada Byron" });
    expect(again.meta.name).toBe("");
  });
});

describe("somebody whose address is here already", () => {
  test("is that record when both sides know the address to be theirs", async () => {
    const { id } = await join({ email: "ada@example.com", verified: true });
    const { token } = await withPassword("ada@example.com");
    const { record, meta } = await enter("ada");
    expect([record.id, meta.isNew, record.name]).toEqual([id, false, ""]);
    expect(await linksOf(id)).toEqual(["oidc:a-1"]);
    expect((await withPassword("ada@example.com")).record.id).toBe(id);
    expect((await app.services.identity.identify(token)).record?.id).toBe(id);
  });

  test("throws out whoever made the record without owning the address", async () => {
    people.mallory = { id: 7, username: "mallory" };
    const taken = await enter("mallory", {
      provider: "gitlab",
      createData: { email: "ada@example.com", password, passwordConfirm: password },
    });
    const { id } = taken.record;
    const minted = await app.call("tokens.mint", {
      name: "mallory",
      scopes: ["mcp:read"],
      user: `members:${id}`,
    });
    const { record, token } = await enter("ada");
    expect(record).toMatchObject({ id, verified: true });
    expect(await linksOf(id)).toEqual(["oidc:a-1"]);
    expect((await app.services.identity.identify(token)).record?.id).toBe(id);
    expect((await app.services.identity.identify(taken.token)).record).toBeNull();
    expect(app.services.identity.identify(minted.token)).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const wrong = { collection: "members", identity: "ada@example.com", password };
    expect((await app.refusal("auth.withPassword", wrong, guest)).code).toBe("invalid");
    const again = await enter("mallory", { provider: "gitlab" });
    expect(again.record.id).not.toBe(id);
  });

  test("is somebody new where the provider does not vouch for the address", async () => {
    await join({ email: "ada@example.com", verified: true });
    people.ada = { ...ada, email_verified: false };
    const { record } = await enter("ada");
    expect(record).toMatchObject({ email: "", name: "Ada Byron" });
    const failure = await refused("ada", {
      provider: "gitlab",
      createData: { email: "ada@example.com" },
    });
    expect(failure.code).toBe("invalid");
  });

  test("gets the address once the provider vouches for it, unless it is somebody else's", async () => {
    people.ada = { sub: "a-1" };
    const { record } = await enter("ada");
    people.ada = ada;
    expect((await enter("ada")).record).toMatchObject({ id: record.id, email: "ada@example.com" });
    people.eve = { sub: "e-1" };
    const eve = await enter("eve");
    people.eve = { ...ada, sub: "e-1" };
    expect((await enter("eve")).record).toMatchObject({ id: eve.record.id, email: "" });
  });
});

describe("somebody who is signed in", () => {
  let caller: Caller;
  let id: string;
  beforeEach(async () => {
    ({ id } = await join({ email: "lady@example.com" }));
    caller = await signedIn(app, "members", id);
  });

  test("links the account, and stays who they are", async () => {
    const { record, meta } = await enter("ada", {}, caller);
    expect([record.id, record.email, record.verified]).toEqual([id, "lady@example.com", false]);
    expect(meta).toMatchObject({ isNew: false, email: "ada@example.com" });
    expect(await linksOf(id)).toEqual(["oidc:a-1"]);
    expect((await enter("ada")).record.id).toBe(id);
  });

  test("keeps the password when the address turns out to be theirs", async () => {
    people.ada = { ...ada, email: "lady@example.com" };
    expect((await enter("ada", {}, caller)).record).toMatchObject({ id, verified: true });
    expect((await withPassword("lady@example.com")).record.id).toBe(id);
  });

  test("may link one account of each provider", async () => {
    people.tess = { id: 9, username: "tess" };
    await enter("ada", {}, caller);
    await enter("tess", { provider: "gitlab" }, caller);
    expect(await linksOf(id)).toEqual(["gitlab:9", "oidc:a-1"]);
    people.second = { ...ada, sub: "a-2", email: "" };
    const failure = await refused("second", {}, caller);
    expect(failure.hint).toContain("unlink that one first");
    expect(await linksOf(id)).toEqual(["gitlab:9", "oidc:a-1"]);
  });

  test("with an account that is somebody else's here becomes that one", async () => {
    const ours = await enter("ada");
    expect((await enter("ada", {}, caller)).record.id).toBe(ours.record.id);
    expect(await linksOf(id)).toEqual([]);
  });

  test("by a token links nothing", async () => {
    const { token } = await app.call("tokens.mint", {
      name: "agent",
      scopes: ["mcp:read"],
      user: `members:${id}`,
    });
    const agent = await app.services.identity.identify(token);
    expect((await enter("ada", {}, agent)).record.id).not.toBe(id);
    expect(await linksOf(id)).toEqual([]);
  });
});

describe("a way in", () => {
  test.each([
    [{ provider: "" }, "invalid", "provider", "validation_required"],
    [{ code: "" }, "invalid", "code", "validation_required"],
    [{ provider: "google" }, "invalid", "provider", "validation_invalid_provider"],
    [{ provider: "nobody" }, "invalid", "provider", "validation_invalid_provider"],
  ])("that is not there is refused: %j", async (more, code, field, problem) => {
    const failure = await refused("ada", more);
    expect(failure).toMatchObject({ code, problems: { [field]: { code: problem } } });
  });

  test("is closed where OAuth2 is off", async () => {
    await configure({ oauth2: { enabled: false } });
    const failure = await refused("ada");
    expect(failure).toMatchObject({
      code: "forbidden",
      message: "The collection is not configured to allow OAuth2 authentication.",
    });
  });

  test("is one of two where the collection wants two", async () => {
    const { id } = await join({ email: "ada@example.com", verified: true });
    await configure({ mfa: { enabled: true } });
    const first = await refused("ada");
    expect(first.code).toBe("unauthenticated");
    const { mfaId } = first.answer;
    expect(mfaId).toHaveLength(15);
    expect((await refused("ada", { mfaId })).message).toContain("different authentication method");
    const second = { collection: "members", identity: "ada@example.com", password, mfaId };
    expect((await app.call("auth.withPassword", second, guest)).record.id).toBe(id);
  });

  test("leaves no secret behind", async () => {
    await enter("ada");
    const tables = ["_changes", "_audit", "_externalAuths"];
    for (const table of tables) {
      const rows = await app.storage.all({ parts: [`SELECT * FROM "${table}"`], values: [] });
      const text = JSON.stringify(rows);
      for (const secret of ["s3cr3t", "rt-1"]) expect(text).not.toContain(secret);
    }
  });

  test("ends with the record it led to", async () => {
    const { record } = await enter("ada");
    await app.call("records.delete", { collection: "members", id: record.id });
    expect(await total("_externalAuths")).toBe(0);
    expect((await enter("ada")).meta.isNew).toBe(true);
    expect((await find(record.id).catch(() => null))?.id).toBeUndefined();
  });
});
