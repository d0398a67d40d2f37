// Every way to sign in and every mail, by PocketBase's own SDK against the executable.
import { beforeAll, describe, expect, test } from "bun:test";
import PocketBase, { ClientResponseError } from "pocketbase";
import { openSmtpSink, type ReceivedMail, type SmtpSink } from "../smtp-sink.ts";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

const password = "1234567890";
const directory = temporaryDirectory();
let sink: SmtpSink;
let root: PocketBase;
let url: string;

beforeAll(async () => {
  const who = ["superuser", "create", "root@example.com", "--password", password];
  expect((await vaultbase([...who, "--dir", directory])).exitCode).toBe(0);
  ({ url } = await serve(directory));
  sink = await openSmtpSink();
  root = connect();
  await root.collection("_superusers").authWithPassword("root@example.com", password);
  await root.settings.update({ ...sink.settings, meta: { appName: "The Library", appURL: url } });
  await root.collections.create({
    name: "members",
    type: "auth",
    fields: [{ name: "nick", type: "text" }],
    createRule: "",
    viewRule: "",
    otp: { enabled: true, duration: 180, length: 6 },
  });
}, 60_000);

function connect(): PocketBase {
  const client = new PocketBase(url);
  client.autoCancellation(false);
  return client;
}

const members = (client: PocketBase) => client.collection("members");
const addressOf = (nick: string) => `${nick}@b.co`;

async function join(nick: string): Promise<PocketBase> {
  const client = connect();
  const email = addressOf(nick);
  await members(client).create({ nick, email, password, passwordConfirm: password });
  await members(client).authWithPassword(email, password);
  return client;
}

async function failure(promise: Promise<unknown>): Promise<ClientResponseError> {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof ClientResponseError) return thrown;
    throw thrown;
  }
  throw new Error("expected to fail");
}

function linkIn({ html }: ReceivedMail): string {
  return /href="([^"]+)"/.exec(html)?.[1] ?? "";
}

const tokenIn = (mail: ReceivedMail) => linkIn(mail).split("/").at(-1) ?? "";

async function otpFor(nick: string): Promise<{ otpId: string; otp: string }> {
  const { otpId } = await members(connect()).requestOTP(addressOf(nick));
  const { html } = await sink.next();
  return { otpId, otp: /<strong>(\d{6})</.exec(html)?.[1] ?? "" };
}

describe("without a password", () => {
  test("a one-time password from a mail signs in, and verifies", async () => {
    await join("ola");
    const { otpId, otp } = await otpFor("ola");
    const client = connect();
    const { record } = await members(client).authWithOTP(otpId, otp);
    expect(record).toMatchObject({ nick: "ola", verified: true });
    expect(client.authStore.isValid).toBe(true);
    const again = await failure(members(connect()).authWithOTP(otpId, otp));
    expect(again).toMatchObject({ status: 400, response: { message: "Invalid or expired OTP." } });
  });

  test("an address that nobody has is answered like any other", async () => {
    const { otpId } = await members(connect()).requestOTP("nobody@b.co");
    expect((await failure(members(connect()).authWithOTP(otpId, "000000"))).status).toBe(400);
  });

  test("a second way is asked for with a 401 that says how to go on", async () => {
    await root.collections.update("members", { mfa: { enabled: true, rule: "nick = 'mia'" } });
    await members(connect()).create({
      nick: "mia",
      email: addressOf("mia"),
      password,
      passwordConfirm: password,
    });
    const first = await failure(members(connect()).authWithPassword(addressOf("mia"), password));
    expect(first.status).toBe(401);
    const { mfaId } = first.response;
    const { otpId, otp } = await otpFor("mia");
    const { record } = await members(connect()).authWithOTP(otpId, otp, { mfaId });
    expect(record.nick).toBe("mia");
    expect(await members(connect()).listAuthMethods()).toMatchObject({
      mfa: { enabled: true, duration: 600 },
      otp: { enabled: true, duration: 180 },
      password: { enabled: true, identityFields: ["email"] },
    });
  });
});

describe("by mail", () => {
  test("an address is confirmed, and the client knows it at once", async () => {
    const client = await join("vera");
    await members(client).requestVerification(addressOf("vera"));
    const mail = await sink.next();
    expect(mail.to).toEqual([addressOf("vera")]);
    expect(await members(client).confirmVerification(tokenIn(mail))).toBe(true);
    expect(client.authStore.record?.verified).toBe(true);
    const late = await failure(members(client).confirmVerification("x"));
    expect(late.response.data).toHaveProperty("token.code");
  });

  test("a new password is chosen on the page that the link leads to; sessions end", async () => {
    const client = await join("rosa");
    await members(client).requestPasswordReset(addressOf("rosa"));
    const mail = await sink.next();
    const page = await fetch(linkIn(mail));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Choose a new password");
    const body = new URLSearchParams({ password: "new-pass-1", passwordConfirm: "new-pass-1" });
    expect((await fetch(linkIn(mail), { method: "POST", body })).status).toBe(200);
    expect((await failure(members(client).authRefresh())).status).toBe(401);
    await members(client).authWithPassword(addressOf("rosa"), "new-pass-1");
    const again = members(client).confirmPasswordReset(tokenIn(mail), "new-pass-2", "new-pass-2");
    expect((await failure(again)).response.data.token.code).toBe("validation_invalid_token");
  });

  test("a new address is confirmed with the password; the client is signed out", async () => {
    const client = await join("emil");
    await members(client).requestEmailChange("emil2@b.co");
    const mail = await sink.next();
    expect(mail.to).toEqual(["emil2@b.co"]);
    const wrong = await failure(members(client).confirmEmailChange(tokenIn(mail), "nope"));
    expect(wrong.response.data.password.code).toBe("validation_invalid_password");
    expect(await members(client).confirmEmailChange(tokenIn(mail), password)).toBe(true);
    expect(client.authStore.isValid).toBe(false);
    const { record } = await members(client).authWithPassword("emil2@b.co", password);
    expect(record).toMatchObject({ email: "emil2@b.co", verified: true });
  });

  test("a sign-in from a new program is told", async () => {
    await join("nora");
    const headers = { "User-Agent": "Somebody's browser" };
    await members(connect()).authWithPassword(addressOf("nora"), password, { headers });
    const mail = await sink.next();
    expect(mail.subject).toBe("A sign-in to The Library from a new place");
    expect(mail.html).toContain("127.0.0.1, Somebody&#x27;s browser");
  });
});

describe("superusers", () => {
  test("impersonate, by SDK and from the command line; such a session is not renewed", async () => {
    const pia = await join("pia");
    const id = pia.authStore.record!.id;
    const client = await members(root).impersonate(id, 3600);
    const before = client.authStore.token;
    expect((await members(client).authRefresh()).token).toBe(before);
    expect((await failure(client.collections.getList())).status).toBe(403);
    expect((await failure(members(pia).impersonate(id, 0))).status).toBe(403);
    expect((await failure(members(connect()).impersonate(id, 0))).status).toBe(401);
    const words = ["auth", "impersonate", "members", id, "--duration", "60", "--json"];
    const ran = await vaultbase([...words, "--dir", directory]);
    expect(ran.json().record.nick).toBe("pia");
    const local = connect();
    local.authStore.save(ran.json().token, ran.json().record);
    expect((await members(local).authRefresh()).record.email).toBe(addressOf("pia"));
  });

  test("and owners see accounts elsewhere and unlink them", async () => {
    const lena = await join("lena");
    const { id, collectionId } = lena.authStore.record!;
    const about = { collectionRef: collectionId, recordRef: id };
    const account = { ...about, provider: "google", providerId: "g1" };
    await root.collection("_externalAuths").create(account);
    expect(await members(lena).listExternalAuths(id)).toMatchObject([{ provider: "google" }]);
    expect(await members(lena).unlinkExternalAuth(id, "google")).toBe(true);
    expect(await members(lena).listExternalAuths(id)).toEqual([]);
  });

  test("options with secrets come back without them, and stay", async () => {
    const providers = [{ name: "google", clientId: "id", clientSecret: "top-secret" }];
    const changed = await root.collections.update("members", {
      oauth2: { enabled: true, providers },
      fileToken: { duration: 60, secret: "s".repeat(40) },
    });
    expect(JSON.stringify(changed)).not.toMatch(/top-secret|ssss/);
    expect(await root.collections.update("members", changed)).toMatchObject({
      fileToken: { duration: 60 },
      oauth2: { providers: [{ name: "google", clientId: "id" }] },
    });
    const bad = await failure(root.collections.update("members", { authToken: { duration: 1 } }));
    expect(bad.response.data.authToken.duration.code).toBe(
      "validation_min_greater_equal_than_required",
    );
  });
});

test("whoever guesses too often is told how long to wait", async () => {
  await join("gina");
  const guess = () =>
    fetch(`${url}/api/collections/members/auth-with-password`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ identity: addressOf("gina"), password: "guess" }),
    });
  const statuses = (await Promise.all(Array.from({ length: 20 }, guess))).map(
    (each) => each.status,
  );
  expect(new Set(statuses)).toEqual(new Set([400]));
  const refused = await guess();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(800);
  expect(
    (await failure(members(connect()).authWithPassword(addressOf("gina"), password))).status,
  ).toBe(429);
});
