// Settings on the executable: PocketBase's own SDK, mails that arrive, several processes, the environment.
import { beforeAll, describe, expect, test } from "bun:test";
import PocketBase, { ClientResponseError } from "pocketbase";
import { localhostCertificate, openSmtpSink } from "../smtp-sink.ts";
import { serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

const superuser = ["root@example.com", "1234567890"] as const;
let directory: string;
let server: Serving;
let root: PocketBase;

beforeAll(async () => {
  directory = await newDirectory();
  server = await serve(directory);
  root = await signedIn(server);
}, 60_000);

async function newDirectory(): Promise<string> {
  const made = temporaryDirectory();
  const [email, password] = superuser;
  const words = ["superuser", "create", email, "--password", password, "--dir", made];
  expect((await vaultbase(words)).exitCode).toBe(0);
  return made;
}

async function signedIn({ url }: Serving): Promise<PocketBase> {
  const client = new PocketBase(url);
  client.autoCancellation(false);
  await client.collection("_superusers").authWithPassword(...superuser);
  return client;
}

async function failure(promise: Promise<unknown>): Promise<ClientResponseError> {
  const thrown = await promise.catch((each: unknown) => each);
  if (thrown instanceof ClientResponseError) return thrown;
  throw new Error("it was expected to fail", { cause: thrown });
}

describe("PocketBase's SDK", () => {
  test("reads, changes and sends back settings", async () => {
    const settings = await root.settings.getAll();
    expect(settings.smtp).not.toHaveProperty("password");
    const changed = await root.settings.update({
      ...settings,
      meta: { ...settings.meta, appName: "Library" },
      smtp: { ...settings.smtp, password: "hush" },
    });
    expect(changed.meta?.appName).toBe("Library");
    expect(JSON.stringify(changed)).not.toContain("hush");
    const refused = await failure(root.settings.update({ meta: { appName: "" } }));
    expect(refused.response.data.meta.appName.code).toBe("validation_required");
  });

  test("is told when to ask again", async () => {
    await root.settings.update({
      rateLimits: {
        enabled: true,
        rules: [{ label: "_superusers:auth", audience: "", duration: 30, maxRequests: 1 }],
      },
    });
    const guest = new PocketBase(server.url);
    const signIn = () => guest.collection("_superusers").authWithPassword("root@example.com", "x");
    expect((await failure(signIn())).status).toBe(400);
    const refused = await failure(signIn());
    expect([refused.status, refused.response.code]).toEqual([429, "rateLimited"]);
    await root.settings.update({ rateLimits: { enabled: false } });
  });
});

test("the command line and the server see each other's changes", async () => {
  const set = await vaultbase(["settings", "set", "meta.appName", "By hand", "--dir", directory]);
  expect(set).toMatchObject({ exitCode: 0 });
  expect((await root.settings.getAll()).meta?.appName).toBe("By hand");
  await root.settings.update({ meta: { appName: "By SDK" } });
  const got = await vaultbase(["settings", "get", "meta.appName", "--json", "--dir", directory]);
  expect(got.json()).toEqual({ "meta.appName": "By SDK" });
});

test("the command line says what it does not know, and shows no secret", async () => {
  const misspelt = await vaultbase(["settings", "set", "smtp.hots", "x", "--dir", directory]);
  expect([misspelt.exitCode, misspelt.stderr]).toEqual([
    1,
    expect.stringContaining("Did you mean smtp.host?"),
  ]);
  const secret = await vaultbase(["settings", "get", "smtp.password", "--dir", directory]);
  expect([secret.exitCode, secret.stderr]).toEqual([1, expect.stringContaining("is a secret")]);
});

test("a mail goes out from the command line, or says what to set", async () => {
  const words = ["settings", "test-email", "ann@example.com", "otp", "--dir", directory];
  const refused = await vaultbase(words);
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining("smtp.enabled")]);
  const sink = await openSmtpSink({ login: { username: "me", password: "pass word" } });
  await root.settings.update(sink.settings);
  expect(await vaultbase(words)).toMatchObject({ exitCode: 0 });
  expect(await sink.next()).toMatchObject({ to: ["ann@example.com"], user: "me" });
  await root.settings.update({ smtp: { enabled: false } });
});

test.each(["tls", "starttls"] as const)("a mail goes out encrypted by %s", async (encryption) => {
  const sink = await openSmtpSink({ encryption, login: { username: "me", password: "pass word" } });
  const safe = await serve(await newDirectory(), {
    env: { NODE_EXTRA_CA_CERTS: localhostCertificate },
  });
  const client = await signedIn(safe);
  await client.settings.update(sink.settings);
  await client.settings.testEmail("_superusers", "ann@example.com", "otp");
  expect(await sink.next()).toMatchObject({ secure: true, user: "me" });
  await safe.stop();
});

describe("the environment", () => {
  test("sets settings, and nobody changes them", async () => {
    const sink = await openSmtpSink();
    const locked = await serve(await newDirectory(), {
      env: {
        VAULTBASE_SETTINGS_SMTP_ENABLED: "true",
        VAULTBASE_SETTINGS_SMTP_HOST: "127.0.0.1",
        VAULTBASE_SETTINGS_SMTP_PORT: String(sink.port),
      },
    });
    const client = await signedIn(locked);
    const settings = await client.settings.getAll();
    expect(settings.locked).toEqual(["smtp.enabled", "smtp.host", "smtp.port"]);
    expect((await client.settings.update(settings)).smtp).toMatchObject({ port: sink.port });
    const refused = await failure(client.settings.update({ smtp: { port: 25 } }));
    expect(refused.response.data.smtp.port.code).toBe("validation_locked");
    await client.settings.testEmail("_superusers", "ann@example.com", "verification");
    expect(await sink.next()).toMatchObject({ to: ["ann@example.com"] });
    await locked.stop();
  });

  test("with a mistake in it keeps the server from starting", async () => {
    const env = { VAULTBASE_SETTINGS_SMTP_HOTS: "x" };
    const started = await vaultbase(["serve", "--port", "0", "--dir", directory], { env });
    expect(started.exitCode).toBe(1);
    expect(started.stderr).toContain("Did you mean VAULTBASE_SETTINGS_SMTP_HOST?");
  });
});

describe("hosts and origins", () => {
  const ping = { jsonrpc: "2.0", id: 1, method: "ping" };
  const status = async ({ url }: Serving, headers: Record<string, string>) => {
    const asked = { method: "POST", body: JSON.stringify(ping) };
    const answer = await fetch(`${url}/api/v1/mcp`, {
      ...asked,
      headers: { "content-type": "application/json", ...headers },
    });
    return answer.status;
  };

  test("MCP answers to its own names and those that are allowed", async () => {
    const words = ["--allowed-host", "api.example.com", "--origins", "https://app.example.com"];
    const open = await serve(await newDirectory(), { words });
    // Nobody has a token: 401 is past the door, 403 is not.
    expect(await status(server, { host: "api.example.com" })).toBe(403);
    expect(await status(server, { host: "localhost" })).toBe(401);
    expect(await status(open, { host: "api.example.com" })).toBe(401);
    expect(await status(open, { host: "api.example.com", origin: "https://app.example.com" })).toBe(
      401,
    );
    expect(await status(open, { host: "evil.example" })).toBe(403);
    const health = async (origin: string) =>
      (await fetch(`${open.url}/api/health`, { headers: { origin } })).headers.get(
        "access-control-allow-origin",
      );
    expect(await health("https://app.example.com")).toBe("https://app.example.com");
    expect(await health("https://evil.example")).toBeNull();
    await open.stop();
  });

  test("MCP shows its tools as it is told", async () => {
    const home = await newDirectory();
    const minting = ["token", "mint", "--name", "ci", "--scope", "admin", "--json", "--dir", home];
    const { token } = (await vaultbase(minting)).json();
    const words = ["--tool-names", "dotted", "--toolset", "compact", "--max-per-page", "7"];
    const told = await serve(home, { words });
    const asked = await fetch(`${told.url}/api/v1/mcp`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
    const { result } = (await asked.json()) as { result: { tools: { name: string }[] } };
    const names = result.tools.map(({ name }) => name);
    expect(names).toContain("vaultbase.list_records");
    expect(names).toContain("vaultbase.list_collections");
    expect(JSON.stringify(result.tools)).toContain('"maximum":7');
    await told.stop();
  });

  test.each([
    [["--origins", "app.example.com"], "is no origin"],
    [["--toolset", "compakt"], "Did you mean compact?"],
    [["--max-tools", "many"], "takes a number"],
    [["--tool-names", "dots"], "plain, dotted"],
  ])("%j is refused", async (words, said) => {
    const started = await vaultbase(["serve", "--port", "0", "--dir", directory, ...words]);
    expect(started.exitCode).toBe(1);
    expect(started.stderr).toContain(said);
  });
});

test("input that is nested without end is refused by the command line too", async () => {
  const deep = `${'{"a":'.repeat(2000)}1${"}".repeat(2000)}`;
  const words = ["collections", "create", "deep", "--fields", "-", "--dir", directory];
  const refused = await vaultbase(words, { stdin: `[${deep}]` });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain("nested more than 500 levels");
});
