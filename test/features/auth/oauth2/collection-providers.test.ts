// What a collection's `oauth2` takes, keeps and shows, and what a sign-in page learns of it.
import { beforeEach, describe, expect, test } from "bun:test";
import { guest } from "../../../../src/kernel/caller.ts";
import { openTestApp, type TestApp } from "../../../open-test-app.ts";

const google = { name: "google", clientId: "g-1", clientSecret: "s3cr3t-1" };
const oidc = {
  name: "oidc",
  clientId: "o-1",
  clientSecret: "s3cr3t-2",
  displayName: "Our school",
  authURL: "https://id.example/authorize",
  tokenURL: "https://id.example/token",
  userInfoURL: "https://id.example/me",
};

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", { name: "members", type: "auth" });
});

const update = (oauth2: object) =>
  app.call("collections.update", { collection: "members", oauth2: { enabled: true, ...oauth2 } });
const methods = async () =>
  (await app.call("auth.methods", { collection: "members" }, guest)).oauth2;

describe("providers of a collection", () => {
  const wrong: [what: string, providers: object[], problems: object][] = [
    [
      "nobody knows",
      [{ ...google, name: "gogle" }],
      { 0: { name: { code: "validation_missing_provider", params: { name: "gogle" } } } },
    ],
    ["has no name", [{ ...google, name: "" }], { 0: { name: { code: "validation_required" } } }],
    ["comes twice", [google, google], { 1: { name: { code: "validation_duplicated_provider" } } }],
    [
      "has no secret",
      [{ name: "github", clientId: "x" }],
      { 0: { clientSecret: { code: "validation_required" } } },
    ],
    [
      "has addresses that are none",
      [{ ...oidc, authURL: "nowhere", userInfoURL: "//" }],
      { 0: { authURL: { code: "validation_is_url" }, userInfoURL: { code: "validation_is_url" } } },
    ],
    [
      "is at no address that everybody knows",
      [google, { name: "oidc", clientId: "x", clientSecret: "y" }],
      {
        1: {
          authURL: { code: "validation_required" },
          tokenURL: { code: "validation_required" },
          userInfoURL: { code: "validation_required" },
        },
      },
    ],
  ];
  test.each(wrong)("one that %s is refused", async (_what, providers, problems) => {
    const input = { collection: "members", oauth2: { enabled: true, providers } };
    const failure = await app.refusal("collections.update", input);
    expect(failure.code).toBe("invalid");
    expect(failure.problems).toMatchObject({ oauth2: { providers: problems } });
    expect(failure.hint).toStartWith("oauth2.providers.");
    // Nothing is asked of what is off.
    await app.call("collections.update", {
      ...input,
      oauth2: { enabled: false, providers },
    });
  });

  test("may read the user from the ID token where they say who signs it", async () => {
    const extra = { jwksURL: "https://id.example/keys" };
    await update({ providers: [{ ...oidc, userInfoURL: "", extra }] });
  });

  test("keep their secrets to themselves, and keep them when they are sent back without", async () => {
    const saved = await update({ providers: [google, oidc] });
    expect(JSON.stringify(saved)).not.toContain("s3cr3t");
    const shown = await app.call("collections.view", { collection: "members" });
    expect(shown.oauth2.providers[1]).toEqual({
      ...oidc,
      clientSecret: undefined,
      pkce: null,
      extra: {},
    });
    await update({ providers: shown.oauth2.providers.toReversed() });
    const { auth } = (await app.services.catalogs.current()).get("members");
    const secrets = auth!.oauth2.providers.map(({ clientSecret }) => clientSecret);
    expect(secrets).toEqual(["s3cr3t-2", "s3cr3t-1"]);
    const changes = await app.storage.all({ parts: [`SELECT * FROM "_changes"`], values: [] });
    expect(JSON.stringify(changes)).not.toContain("s3cr3t");
  });
});

describe("a sign-in page", () => {
  test("learns where to send people, and nothing secret", async () => {
    await update({ providers: [google, oidc] });
    const { enabled, providers } = await methods();
    expect(enabled).toBe(true);
    expect(providers.map((each: { name: string }) => each.name)).toEqual(["google", "oidc"]);
    const [, school] = providers;
    expect(school).toMatchObject({ displayName: "Our school", codeChallengeMethod: "S256" });
    expect(school.authURL).toStartWith("https://id.example/authorize?client_id=o-1&");
    expect(school.authURL).toEndWith("&redirect_uri=");
    expect(new URL(school.authURL).searchParams.get("state")).toBe(school.state);
    expect(JSON.stringify(providers)).not.toContain("s3cr3t");
    const again = await methods();
    expect(again.providers[1].state).not.toBe(school.state);
    expect(again.providers[1].codeVerifier).not.toBe(school.codeVerifier);
  });

  test("is offered nobody where it is off", async () => {
    await update({ enabled: false, providers: [google] });
    expect(await methods()).toEqual({ enabled: false, providers: [] });
  });
});
