// Signing in with an account elsewhere: PocketBase's own SDK, the executable, and a real OpenID
// Connect server; the browser is a few lines that follow links and keep cookies.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { EventSource } from "eventsource";
import PocketBase, { ClientResponseError, type RecordModel } from "pocketbase";
import { startOidcServer, type OidcServer } from "../fixtures/oidc-server.ts";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

// The SDK asks for the browser's.
Object.assign(globalThis, { EventSource });

const appURL = "https://app.example/signed-in";
const password = "1234567890";
let url: string;
let root: PocketBase;
let oidc: OidcServer;
let count = 0;
/** A login name of the test's own at the OpenID Connect server. */
let who: string;

beforeAll(async () => {
  const directory = temporaryDirectory();
  const superuser = ["superuser", "create", "root@example.com", "--password", password];
  expect((await vaultbase([...superuser, "--dir", directory])).exitCode).toBe(0);
  ({ url } = await serve(directory));
  const redirect_uris = [appURL, `${url}/api/oauth2-redirect`];
  oidc = await startOidcServer([
    { client_id: "one", client_secret: "s3cr3t-1", redirect_uris },
    {
      client_id: "two",
      client_secret: "s3cr3t-2",
      redirect_uris,
      token_endpoint_auth_method: "client_secret_post",
    },
  ]);
  root = connect();
  await root.collection("_superusers").authWithPassword("root@example.com", password);
  const addresses = { authURL: `${oidc.issuer}/auth`, tokenURL: `${oidc.issuer}/token` };
  await root.collections.create({
    name: "members",
    type: "auth",
    createRule: "",
    viewRule: "id = @request.auth.id",
    authAlert: { enabled: false },
    fields: [
      { name: "name", type: "text" },
      { name: "nick", type: "text" },
      { name: "email", type: "email", required: false },
    ],
    oauth2: {
      enabled: true,
      mappedFields: { name: "name", username: "nick" },
      providers: [
        {
          name: "oidc",
          clientId: "one",
          clientSecret: "s3cr3t-1",
          userInfoURL: `${oidc.issuer}/me`,
          displayName: "Our school",
          ...addresses,
        },
        {
          name: "oidc2",
          clientId: "two",
          clientSecret: "s3cr3t-2",
          extra: { jwksURL: `${oidc.issuer}/jwks`, issuers: [oidc.issuer] },
          ...addresses,
        },
      ],
    },
  });
}, 60_000);
afterAll(() => oidc?.stop());

beforeEach(() => {
  who = `person${++count}`;
  oidc.people[who] = {
    name: "Ada Byron",
    preferred_username: who,
    email: `${who}@example.com`,
    email_verified: true,
  };
});

function connect(): PocketBase {
  const client = new PocketBase(url);
  client.autoCancellation(false);
  return client;
}

/** The popup: it ends on a page of ours. */
function popup(client: PocketBase, provider = "oidc", cancels = false) {
  const page = Promise.withResolvers<{ status: number; text: string }>();
  const answer = client.collection("members").authWithOAuth2({
    provider,
    async urlCallback(link) {
      const response = await fetch(await oidc.visit(link, who, cancels));
      page.resolve({ status: response.status, text: await response.text() });
    },
  });
  return { answer, page: page.promise };
}

/** An app that handles its redirect by itself: what it gets to send. */
async function bringCode(name = "oidc") {
  const { oauth2 } = await connect().collection("members").listAuthMethods();
  const provider = oauth2.providers.find((each) => each.name === name)!;
  const back = await oidc.visit(provider.authURL + encodeURIComponent(appURL), who);
  expect(back.searchParams.get("state")).toBe(provider.state);
  return { code: back.searchParams.get("code")!, verifier: provider.codeVerifier };
}

async function withCode(client: PocketBase, name = "oidc", createData = {}) {
  const { code, verifier } = await bringCode(name);
  return client.collection("members").authWithOAuth2Code(name, code, verifier, appURL, createData);
}

async function failure(promise: Promise<unknown>): Promise<ClientResponseError> {
  const thrown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(thrown).toBeInstanceOf(ClientResponseError);
  return thrown as ClientResponseError;
}

async function join(data: object = {}): Promise<RecordModel> {
  const member = { email: `${who}@example.com`, password, passwordConfirm: password, ...data };
  return root.collection("members").create(member);
}

describe("in a popup", () => {
  test("a newcomer signs up, and is known from then on", async () => {
    const client = connect();
    const { answer, page } = popup(client);
    const { record, meta } = await answer;
    expect(record).toMatchObject({
      name: "Ada Byron",
      nick: who,
      email: `${who}@example.com`,
      verified: true,
    });
    expect(meta).toMatchObject({ id: who, isNew: true, rawUser: { sub: who } });
    const shown = await page;
    expect(shown.status).toBe(200);
    expect(shown.text).toContain("You can close this window");
    expect(client.authStore.record?.id).toBe(record.id);
    expect((await client.collection("members").authRefresh()).record.id).toBe(record.id);

    const later = await popup(connect()).answer;
    expect([later.record.id, later.meta!.isNew]).toEqual([record.id, false]);
  });

  test("the user may stand in the ID token alone", async () => {
    const { record, meta } = await popup(connect(), "oidc2").answer;
    expect(record).toMatchObject({ nick: who, email: `${who}@example.com`, verified: true });
    expect(meta).toMatchObject({ id: who, isNew: true });
  });

  test("whoever cancels stays who they were, and is told", async () => {
    const client = connect();
    const { answer, page } = popup(client, "oidc", true);
    expect((await failure(answer)).originalError.message).toContain("access_denied");
    expect(client.authStore.isValid).toBe(false);
    const shown = await page;
    expect(shown.status).toBe(400);
    expect(shown.text).toContain("<code>access_denied</code>");
  });

  test("a provider that is not offered is none", async () => {
    const asked = connect()
      .collection("members")
      .authWithOAuth2({ provider: "google", urlCallback: () => {} });
    expect((await failure(asked)).originalError.message).toContain("google");
  });
});

describe("with a code of one's own", () => {
  test("a newcomer signs up, and brings values", async () => {
    const { record, meta } = await withCode(connect(), "oidc", { name: "Countess" });
    expect(record).toMatchObject({ name: "Countess", nick: who });
    expect(meta!.isNew).toBe(true);
  });

  test("only the code, the verifier and the address that belong together count", async () => {
    const members = connect().collection("members");
    const { code, verifier } = await bringCode();
    const wrong: [provider: string, code: string, verifier: string][] = [
      ["oidc", "made-up", verifier],
      ["oidc", code, "x".repeat(43)],
      ["oidc", (await bringCode()).code, verifier],
      ["oidc", (await bringCode()).code, ""],
      ["oidc2", (await bringCode()).code, verifier],
    ];
    for (const [provider, code, verifier] of wrong) {
      const asked = members.authWithOAuth2Code(provider, code, verifier, appURL);
      const { status, response } = await failure(asked);
      expect([status, response.message]).toEqual([400, "Failed to fetch OAuth2 token."]);
      expect(response.hint).toMatch(/^(Our school|OIDC) says invalid_/);
    }
    const fresh = await bringCode();
    const once = () => members.authWithOAuth2Code("oidc", fresh.code, fresh.verifier, appURL);
    await once();
    expect((await failure(once())).status).toBe(400);
    const { response } = await failure(members.authWithOAuth2Code("nobody", "c", "v", appURL));
    expect(response.data.provider.code).toBe("validation_invalid_provider");
  });
});

describe("whose address is here already", () => {
  test("comes into a verified record, beside its password", async () => {
    const { id } = await join({ verified: true });
    expect((await withCode(connect())).record.id).toBe(id);
    await connect().collection("members").authWithPassword(`${who}@example.com`, password);
  });

  test("takes over a record that was never verified, from whoever made it", async () => {
    const { id } = await join();
    const squatter = connect();
    await squatter.collection("members").authWithPassword(`${who}@example.com`, password);
    const owner = connect();
    const { record } = await withCode(owner);
    expect(record).toMatchObject({ id, verified: true });
    expect((await owner.collection("members").authRefresh()).record.id).toBe(id);
    expect((await failure(squatter.collection("members").authRefresh())).status).toBe(401);
    const again = squatter.collection("members").authWithPassword(`${who}@example.com`, password);
    expect((await failure(again)).status).toBe(400);
  });

  test("is somebody else as long as the provider does not vouch for the address", async () => {
    const { id } = await join({ verified: true });
    oidc.people[who]!.email_verified = false;
    const { record, meta } = await withCode(connect());
    expect(record.id).not.toBe(id);
    expect([record.email, meta!.email]).toEqual(["", ""]);
  });
});

describe("somebody who is signed in", () => {
  test("links accounts, sees them, and parts with them", async () => {
    const { id } = await join({ email: `${who}@b.co` });
    const client = connect();
    const members = client.collection("members");
    await members.authWithPassword(`${who}@b.co`, password);
    expect((await popup(client).answer).record.id).toBe(id);
    await withCode(client, "oidc2");
    const links = await members.listExternalAuths(id);
    expect(links.map((link) => [link.provider, link.providerId]).toSorted()).toEqual([
      ["oidc", who],
      ["oidc2", who],
    ]);
    expect(await connect().collection("members").listExternalAuths(id)).toEqual([]);

    expect(await members.unlinkExternalAuth(id, "oidc")).toBe(true);
    expect(await members.listExternalAuths(id)).toHaveLength(1);
    expect((await withCode(connect(), "oidc2")).record.id).toBe(id);
    expect((await withCode(connect(), "oidc")).record.id).not.toBe(id);
  });
});

describe("where two ways are wanted", () => {
  test("an account elsewhere is one of them", async () => {
    const { id } = await join({ verified: true });
    await root.collections.update("members", { mfa: { enabled: true, rule: `id = "${id}"` } });
    const first = await failure(withCode(connect()));
    expect(first.status).toBe(401);
    const { mfaId } = first.response;
    const client = connect();
    const members = client.collection("members");
    const signedIn = await members.authWithPassword(`${who}@example.com`, password, { mfaId });
    expect(signedIn.record.id).toBe(id);

    const other = await failure(
      connect().collection("members").authWithPassword(`${who}@example.com`, password),
    );
    const { code, verifier } = await bringCode();
    const second = await connect()
      .collection("members")
      .authWithOAuth2Code("oidc", code, verifier, appURL, {}, { mfaId: other.response.mfaId });
    expect(second.record.id).toBe(id);
    await root.collections.update("members", { mfa: { enabled: false } });
  });
});

describe("the page that providers send people back to", () => {
  test.each([
    ["GET", "?state=nobody&code=c"],
    ["GET", ""],
    ["POST", "?state=nobody&code=c"],
    ["GET", "?state=nobody&error=%3Cscript%3Ealert(1)%3C/script%3E"],
  ])("tells %s %s that nobody waits, and runs nothing", async (method, query) => {
    const response = await fetch(`${url}/api/oauth2-redirect${query}`, { method });
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toContain("Nothing waits for this sign-in");
    expect(text).not.toContain("<script");
    const policy = response.headers.get("content-security-policy");
    expect(policy).toStartWith("default-src 'none'; style-src 'sha256-");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  });

  test("takes the form that Apple has the browser post", async () => {
    const client = connect();
    const told: unknown[] = [];
    await client.realtime.subscribe("@oauth2", (event) => told.push(event));
    const { clientId } = client.realtime;
    const user = JSON.stringify({ name: { firstName: "Ada", lastName: "Byron" } });
    const response = await fetch(`${url}/api/oauth2-redirect`, {
      method: "POST",
      body: new URLSearchParams({ state: clientId, code: "c-1", user }),
    });
    expect(response.status).toBe(200);
    while (told.length === 0) await Bun.sleep(5);
    expect(told).toEqual([{ state: clientId, code: "c-1" }]);
    await client.realtime.unsubscribe();
  });
});
