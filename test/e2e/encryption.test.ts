// The key that secrets at rest are sealed with, on the executable.
import { expect, test } from "bun:test";
import { join } from "node:path";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

const password = "hush-hush-of-the-mail-server";

async function newKey(): Promise<string> {
  return (await vaultbase(["encryption", "key"])).stdout.trim();
}

test("a key's whole life", async () => {
  const directory = temporaryDirectory();
  const run = (words: readonly string[], env: Record<string, string> = {}, stdin?: string) =>
    vaultbase([...words, "--dir", directory], { env, ...(stdin !== undefined && { stdin }) });
  const [first, second] = [await newKey(), await newKey()];
  const withKey = (key: string) => ({ VAULTBASE_ENCRYPTION_KEY: key });

  // A plain directory, with a secret in it.
  await run(["superuser", "create", "root@example.com", "--password", "1234567890"]);
  const set = await run(["settings", "set", "smtp.password", "-"], {}, `${password}\n`);
  expect(set).toMatchObject({ exitCode: 0 });
  expect(set.stdout).not.toContain(password);
  expect(await Bun.file(join(directory, "data.db")).text()).toContain(password);

  // A key alone does not encrypt; rotating does.
  const early = await run(["settings", "get"], withKey(first));
  expect(early.exitCode).toBe(1);
  expect(early.stderr).toContain("vaultbase encryption rotate");
  const encrypted = await run(["encryption", "rotate"], withKey(first));
  expect(encrypted).toMatchObject({ exitCode: 0 });
  expect(await Bun.file(join(directory, "data.db")).text()).not.toContain(password);

  // Without the key, or with another, nothing starts.
  for (const env of [{}, withKey(second), withKey("nonsense")]) {
    const refused = await run(["serve", "--port", "0"], env);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("VAULTBASE_ENCRYPTION_KEY");
    expect(refused.stderr).not.toContain(first);
  }

  // The next key, from a file; sessions and settings go on.
  const keyFile = join(temporaryDirectory(), "key");
  await Bun.write(keyFile, `${second}\n`);
  const rotated = await run(["encryption", "rotate"], {
    ...withKey(first),
    VAULTBASE_NEW_ENCRYPTION_KEY_FILE: keyFile,
  });
  expect(rotated).toMatchObject({ exitCode: 0 });
  const server = await serve(directory, { env: { VAULTBASE_ENCRYPTION_KEY_FILE: keyFile } });
  const signIn = await fetch(`${server.url}/api/collections/_superusers/auth-with-password`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ identity: "root@example.com", password: "1234567890" }),
  });
  expect(signIn.status).toBe(200);
  expect(await server.stop()).toBe(0);

  // And back to none.
  const decrypted = await run(["encryption", "rotate", "--decrypt"], withKey(second));
  expect(decrypted).toMatchObject({ exitCode: 0 });
  expect((await run(["settings", "get", "smtp"])).exitCode).toBe(0);
  expect(await Bun.file(join(directory, "data.db")).text()).toContain(password);
}, 60_000);
