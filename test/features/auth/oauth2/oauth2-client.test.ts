// The client's half of OAuth2, against a server that answers as told, rightly or wrongly.
import { afterAll, beforeEach, describe, expect, test } from "bun:test";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { makeAuthorizationLink } from "../../../../src/features/auth/oauth2/authorization-link.ts";
import { exchangeCode } from "../../../../src/features/auth/oauth2/exchange-code.ts";
import { fetchRemoteUser } from "../../../../src/features/auth/oauth2/fetch-remote-user.ts";
import { settingsOf } from "../../../../src/features/auth/oauth2/provider-settings.ts";
import { findProvider } from "../../../../src/features/auth/providers/all-providers.ts";
import type { OAuth2Provider } from "../../../../src/features/collections/auth-options.ts";
import { Failure } from "../../../../src/kernel/failure.ts";
import { limits } from "../../../../src/kernel/limits.ts";

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

const now = new Date("2026-03-04T05:06:07Z");
const form = { "content-type": "application/x-www-form-urlencoded" };
let asked: Asked[] = [];
let answers: Record<string, Response | ((asked: Asked) => Response)> = {};

const server = Bun.serve({
  port: 0,
  async fetch(request) {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const one = { method, path: pathname + search, headers, body: await request.text() };
    asked.push(one);
    const answer = answers[pathname] ?? new Response("<h1>Not found</h1>", { status: 404 });
    return typeof answer === "function" ? answer(one) : (answer.clone() as Response);
  },
});
const base = `http://127.0.0.1:${server.port}`;
afterAll(() => server.stop(true));

beforeEach(() => {
  asked = [];
  answers = {
    "/token": Response.json({ access_token: "at-1", token_type: "Bearer", expires_in: 60 }),
    "/user": Response.json({ sub: "7", name: "Ada" }),
  };
});

function settings(name = "oidc", options: Partial<OAuth2Provider> = {}) {
  return settingsOf(findProvider(name)!, {
    name,
    clientId: "our client",
    clientSecret: "s3cret/+",
    authURL: `${base}/authorize`,
    tokenURL: `${base}/token`,
    userInfoURL: `${base}/user`,
    displayName: "",
    pkce: null,
    extra: {},
    ...options,
  });
}

const code = { code: "c-1", codeVerifier: "v".repeat(43), redirectURL: "https://app.example/back" };
const exchange = (name?: string, options?: Partial<OAuth2Provider>) =>
  exchangeCode(settings(name, options), code, now);

async function refusal(promise: Promise<unknown>): Promise<Failure> {
  const thrown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(thrown).toBeInstanceOf(Failure);
  return thrown as Failure;
}

describe("the link", () => {
  const randomId = (length: number) => "x".repeat(length);

  test("says who asks for what, and leaves its end to the page", async () => {
    const link = await makeAuthorizationLink({ randomId }, settings());
    const url = new URL(`${link.authURL}${encodeURIComponent("https://app.example/back")}`);
    expect(link.authURL).toEndWith("&redirect_uri=");
    expect(url.origin + url.pathname).toBe(`${base}/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: "our client",
      response_type: "code",
      scope: "openid email profile",
      state: link.state,
      code_challenge: link.codeChallenge,
      code_challenge_method: "S256",
      redirect_uri: "https://app.example/back",
    });
    const hash = new Bun.CryptoHasher("sha256").update(link.codeVerifier).digest("base64url");
    expect(link.codeChallenge).toBe(hash);
    expect(link).toMatchObject({ state: "x".repeat(30), codeVerifier: "x".repeat(43) });
  });

  test("has no challenge where the provider, or the superuser, wants none", async () => {
    for (const given of [settings("vk"), settings("oidc", { pkce: false })]) {
      const link = await makeAuthorizationLink({ randomId }, given);
      expect(link).toMatchObject({ codeVerifier: "", codeChallenge: "", codeChallengeMethod: "" });
      expect(link.authURL).not.toContain("challenge");
    }
  });

  test("keeps what the address says already, and adds what only this provider wants", async () => {
    const authURL = `${base}/authorize?prompt=login#top`;
    const link = await makeAuthorizationLink({ randomId }, settings("apple", { authURL }));
    const { searchParams } = new URL(link.authURL);
    expect(searchParams.get("prompt")).toBe("login");
    expect(searchParams.get("response_mode")).toBe("form_post");
  });
});

describe("a code", () => {
  test("becomes tokens", async () => {
    expect(await exchange()).toMatchObject({
      accessToken: "at-1",
      refreshToken: "",
      idToken: "",
      expires: new Date("2026-03-04T05:07:07Z"),
    });
    expect(asked).toHaveLength(1);
    expect(Object.fromEntries(new URLSearchParams(asked[0]!.body))).toEqual({
      grant_type: "authorization_code",
      code: "c-1",
      code_verifier: code.codeVerifier,
      redirect_uri: code.redirectURL,
    });
    const basic = atob(asked[0]!.headers.get("authorization")!.replace("Basic ", ""));
    expect(basic).toBe("our+client:s3cret%2F%2B");
  });

  test("goes with the secret in the body to those who look for it there", async () => {
    await exchange("google");
    expect(asked[0]!.headers.get("authorization")).toBeNull();
    const body = new URLSearchParams(asked[0]!.body);
    expect(body.get("client_id")).toBe("our client");
    expect(body.get("client_secret")).toBe("s3cret/+");
  });

  test("is tried the other way where the client is not recognized", async () => {
    answers["/token"] = ({ headers }) =>
      headers.has("authorization")
        ? Response.json({ error: "invalid_client" }, { status: 401 })
        : Response.json({ access_token: "at-2", token_type: "bearer" });
    expect((await exchange("oidc")).accessToken).toBe("at-2");
    expect(asked).toHaveLength(2);
  });

  const odd: [what: string, answer: Response][] = [
    ["no type", Response.json({ access_token: "at-1" })],
    [
      "a scope that is a list",
      Response.json({ access_token: "at-1", scope: ["a"], token_type: "bearer" }),
    ],
    [
      "a lifetime as text",
      Response.json({ access_token: "at-1", expires_in: "60", token_type: "x" }),
    ],
    ["a form", new Response("access_token=at-1&expires_in=60", { headers: form })],
    ["JSON that calls itself text", new Response(`{"access_token":"at-1"}`)],
  ];
  test.each(odd)("is answered with %s, and counts", async (_what, answer) => {
    answers["/token"] = answer;
    expect((await exchange()).accessToken).toBe("at-1");
  });

  const wrong: [what: string, answer: Response, hint: string][] = [
    [
      "a wrong code",
      Response.json({ error: "invalid_grant", error_description: "expired" }, { status: 400 }),
      "OIDC says invalid_grant: expired",
    ],
    [
      "a refusal with status 200",
      Response.json({ error: "bad_verification_code" }),
      "OIDC says bad_verification_code",
    ],
    ["an unknown client", Response.json({ error: "invalid_client" }, { status: 401 }), "invalid_c"],
    ["nothing", Response.json({}), "gave no token"],
    ["a list", Response.json([]), "gave no token"],
    ["a page", new Response("<h1>Oops</h1>", { status: 500 }), "gave no token"],
    ["too much", new Response("x".repeat(limits.oauth2AnswerBytes + 1)), "gave no token"],
  ];
  test.each(wrong)("that brings %s is refused in the provider's words", async (_what, ...given) => {
    const [answer, hint] = given;
    answers["/token"] = answer;
    const failure = await refusal(exchange());
    expect(failure).toMatchObject({ code: "invalid", message: "Failed to fetch OAuth2 token." });
    expect(failure.hint).toContain(hint);
    expect(JSON.stringify([failure.message, failure.hint])).not.toContain("s3cret");
  });

  test("follows nobody to another address", async () => {
    answers["/token"] = Response.redirect(`${base}/elsewhere`, 307);
    await refusal(exchange());
    expect(asked.map(({ path }) => path)).toEqual(["/token"]);
  });

  test("brings nothing where nobody listens", async () => {
    const tokenURL = "http://127.0.0.1:1/token";
    const failure = await refusal(exchange("oidc", { tokenURL }));
    expect(failure.hint).toBe("127.0.0.1:1 gave no token that can be used.");
  });
});

describe("a user", () => {
  const user = async (name?: string, options?: Partial<OAuth2Provider>, broughtBack = "") => {
    const given = settings(name, options);
    const tokens = await exchangeCode(given, code, now);
    asked = [];
    return fetchRemoteUser(given, tokens, broughtBack, now);
  };

  test("is asked for with the token", async () => {
    const answered = await user();
    expect(answered).toMatchObject({ id: "7", name: "Ada", raw: { sub: "7", name: "Ada" } });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: "GET", path: "/user", body: "" });
    expect(asked[0]!.headers.get("authorization")).toBe("Bearer at-1");
  });

  test("is asked for in the provider's own manner", async () => {
    answers["/user"] = Response.json({
      data: { viewer: { id: "l1", active: true }, me: { id: "m1", enabled: true } },
    });
    expect((await user("linear")).id).toBe("l1");
    expect((await user("monday")).id).toBe("m1");
    expect(asked[0]).toMatchObject({ method: "POST" });
    expect(JSON.parse(asked[0]!.body)).toEqual({ query: expect.stringContaining("me {") });
    answers["/user"] = Response.json({ data: [{ id: "t1" }], user: { ids: { uuid: "u1" } } });
    await user("twitch");
    expect(asked[0]!.headers.get("client-id")).toBe("our client");
    await user("trakt");
    expect(asked[0]!.headers.get("trakt-api-key")).toBe("our client");
  });

  test("is asked about twice where the address stands elsewhere, beside the first", async () => {
    answers["/api/v3/user"] = Response.json({ id: 1, login: "ada" });
    answers["/api/v3/user/emails"] = Response.json([
      { email: "ada@example.com", primary: true, verified: true },
    ]);
    const github = await user("github", { userInfoURL: `${base}/api/v3/user` });
    expect(github).toMatchObject({ id: "1", email: "ada@example.com" });
    delete answers["/api/v3/user/emails"];
    const shy = await user("github", { userInfoURL: `${base}/api/v3/user` });
    expect(shy).toMatchObject({ id: "1", email: "" });
  });

  const wrong: [what: string, answer: Response, hint: string][] = [
    ["refuses", Response.json({ error: "x" }, { status: 403 }), "answered 403"],
    ["answers a page", new Response("<h1>Hi</h1>"), "answered 200"],
    ["answers a text", Response.json("Ada"), "answered 200"],
    ["names nobody", Response.json({ name: "Ada" }), "did not say who it is"],
    ["talks too long", new Response("x".repeat(limits.oauth2AnswerBytes + 1)), "does not answer"],
    ["sends on", Response.redirect(`${base}/user2`, 302), "answered 302"],
  ];
  test.each(wrong)("of a server that %s is nobody", async (_what, answer, hint) => {
    answers["/user"] = answer;
    const failure = await refusal(user());
    expect(failure).toMatchObject({ code: "invalid", message: "Failed to fetch OAuth2 user." });
    expect(failure.hint).toContain(hint);
  });
});

describe("a user in an ID token", () => {
  const inToken: Partial<OAuth2Provider> = {
    userInfoURL: "",
    extra: { jwksURL: `${base}/keys`, issuers: ["https://id.example"] },
  };
  const claims = { sub: "9", email: "ada@example.com", email_verified: true };

  async function arrange(
    change: (token: SignJWT) => SignJWT = (token) => token,
    ours = true,
  ): Promise<void> {
    const pair = await generateKeyPair("ES256");
    const other = await generateKeyPair("ES256");
    const token = new SignJWT(claims)
      .setProtectedHeader({ alg: "ES256", kid: "k1" })
      .setIssuer("https://id.example")
      .setAudience("our client")
      .setExpirationTime(now.getTime() / 1000 + 60);
    const id_token = await change(token).sign((ours ? pair : other).privateKey);
    const key = { ...(await exportJWK(pair.publicKey)), kid: "k1", alg: "ES256" };
    answers["/keys"] = Response.json({ keys: [key] });
    answers["/token"] = Response.json({ access_token: "at-1", token_type: "bearer", id_token });
  }

  const user = async (options = inToken) => {
    const given = settings("oidc", options);
    return fetchRemoteUser(given, await exchangeCode(given, code, now), "", now);
  };

  test("is read from its claims, once the signature is the provider's", async () => {
    await arrange();
    expect(await user()).toMatchObject({ id: "9", email: "ada@example.com", raw: claims });
    await arrange((token) => token.setIssuer("https://anybody.example"));
    const { id } = await user({ ...inToken, extra: { jwksURL: `${base}/keys` } });
    expect(id).toBe("9");
  });

  const forged: [what: string, change: (token: SignJWT) => SignJWT, ours?: boolean][] = [
    ["signed by another key", (token) => token, false],
    ["meant for another client", (token) => token.setAudience("their client")],
    ["from another issuer", (token) => token.setIssuer("https://evil.example")],
    ["expired", (token) => token.setExpirationTime(now.getTime() / 1000 - 1)],
  ];
  test.each(forged)("does not count when %s", async (_what, change, ours = true) => {
    await arrange(change, ours);
    const failure = await refusal(user());
    expect(failure.hint).toContain("The ID token does not count");
  });

  test("is nobody where there is no such token", async () => {
    expect((await refusal(user())).hint).toBe("OIDC sent no ID token.");
  });
});
