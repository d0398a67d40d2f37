import { describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeKey, openApp, type App } from "../../../src/app.ts";
import { localOperator } from "../../../src/kernel/caller.ts";
import { Failure } from "../../../src/kernel/failure.ts";
import { invoke } from "../../../src/kernel/invoke.ts";
import { limits } from "../../../src/kernel/limits.ts";
import { openVault, readKey, vaultWith, type Vault } from "../../../src/kernel/vault.ts";

const first = vaultWith(readKey("11".repeat(32), "a test"));
const second = vaultWith(readKey("22".repeat(32), "a test"));
const password = "hush-hush-of-the-mail-server";
const clientSecret = "hush-hush-of-github";

/** What whoever has the files can find in them. */
async function bytesOf(directory: string): Promise<string> {
  return (await Bun.file(join(directory, "data.db")).text()) + "";
}

async function inDirectory(work: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "vaultbase-test-"));
  try {
    await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function withApp<R>(
  directory: string,
  vault: Vault,
  work: (app: App) => Promise<R>,
  reports: string[] = [],
): Promise<R> {
  const app = await openApp({
    directory,
    vault,
    report: (_thrown, where) => void reports.push(where),
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

const call = (app: App, name: string, input: object): Promise<any> =>
  invoke(app.contextFor(localOperator), app.operations.get(name)!, input);

/** Settings, an auth collection and a token: whatever keeps secrets. Answers the token. */
async function fill(app: App): Promise<string> {
  await call(app, "settings.set", { smtp: { password }, backups: { s3: { secret: password } } });
  const github = { name: "github", clientId: "library", clientSecret };
  const oauth2 = { enabled: true, providers: [github] };
  await call(app, "collections.create", { name: "members", type: "auth", oauth2 });
  return (await call(app, "tokens.mint", { name: "ci", scopes: ["admin"] })).token;
}

async function expectAllThere(app: App, token: string): Promise<void> {
  expect((await app.identify(token)).actor).toBe("mcp:ci");
  const { smtp, backups } = await app.services.settings.current();
  expect([smtp.password, backups.s3.secret, smtp.username]).toEqual([password, password, ""]);
  const { auth } = (await app.services.catalogs.current()).get("members");
  expect(auth?.authToken.secret).toMatch(/^[A-Za-z0-9]{50}$/);
  expect(auth?.oauth2.providers[0]?.clientSecret).toBe(clientSecret);
}

async function secretsOf(directory: string, vault: Vault): Promise<string[]> {
  return withApp(directory, vault, async ({ services }) =>
    (await services.catalogs.current()).collections.flatMap(({ auth }) =>
      auth ? [auth.authToken.secret] : [],
    ),
  );
}

async function refusal(doing: Promise<unknown>): Promise<Failure> {
  const thrown = await doing.catch((each: unknown) => each);
  if (thrown instanceof Failure) return thrown;
  throw new Error("it was expected to fail", { cause: thrown });
}

describe("a data directory made with a key", () => {
  test("holds no secret that can be read without it", () =>
    inDirectory(async (directory) => {
      const token = await withApp(directory, first, fill);
      const secrets = await secretsOf(directory, first);
      const bytes = await bytesOf(directory);
      for (const secret of [password, clientSecret, ...secrets])
        expect(bytes).not.toContain(secret);
      await withApp(directory, first, (app) => expectAllThere(app, token));
    }));

  test.each<[string, Vault, string]>([
    ["without a key", openVault, "Set VAULTBASE_ENCRYPTION_KEY"],
    ["with another key", second, "is another key"],
  ])("does not open %s, and loses nothing", (_how, vault, hint) =>
    inDirectory(async (directory) => {
      const token = await withApp(directory, first, fill);
      const failure = await refusal(openApp({ directory, vault }));
      expect(failure).toMatchObject({ code: "conflict", hint: expect.stringContaining(hint) });
      await withApp(directory, first, (app) => expectAllThere(app, token));
    }),
  );
});

describe("another key", () => {
  test.each<[string, Vault, Vault]>([
    ["for the first time", openVault, first],
    ["instead of the present one", first, second],
    ["none any more", first, openVault],
  ])("%s", (_what, from, to) =>
    inDirectory(async (directory) => {
      const token = await withApp(directory, from, fill);
      const keyIds = { before: from.keyId, after: to.keyId };
      expect(await changeKey(directory, from, to)).toEqual(keyIds);
      await withApp(directory, to, (app) => expectAllThere(app, token));
      if (to.keyId !== null) {
        const bytes = await bytesOf(directory);
        for (const secret of [password, clientSecret, ...(await secretsOf(directory, to))]) {
          expect(bytes).not.toContain(secret);
        }
      }
      expect((await refusal(openApp({ directory, vault: from }))).code).toBe("conflict");
    }),
  );

  test("needs the present one, and changes nothing without it", () =>
    inDirectory(async (directory) => {
      const token = await withApp(directory, first, fill);
      const failure = await refusal(changeKey(directory, second, openVault));
      expect(failure.code).toBe("conflict");
      await withApp(directory, first, (app) => expectAllThere(app, token));
    }));

  test("stops a process that still has the old one from writing secrets", () =>
    inDirectory(async (directory) => {
      const reports: string[] = [];
      await withApp(
        directory,
        first,
        async (app) => {
          const token = await fill(app);
          await changeKey(directory, first, second);
          const failure = await refusal(call(app, "settings.set", { smtp: { password: "new" } }));
          expect(failure).toMatchObject({ code: "unavailable" });
          expect(
            await refusal(call(app, "collections.create", { name: "others", type: "auth" })),
          ).toMatchObject({ code: "unavailable" });
          await withApp(directory, second, (other) => expectAllThere(other, token));
          await Bun.sleep(3 * limits.settingsAgeMs);
        },
        reports,
      );
      expect(reports.filter((where) => where === "settings")).toHaveLength(1);
    }));
});

test.each(["short", "z".repeat(64), ""])("%j is no key", (text) => {
  expect(() => readKey(text, "VAULTBASE_ENCRYPTION_KEY")).toThrow(
    "VAULTBASE_ENCRYPTION_KEY is no key.",
  );
});
