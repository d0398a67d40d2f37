// The key that secrets at rest are sealed with, on the executable.
import { expect, test } from "bun:test";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { executable, serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

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

test("with a key from the start no file holds a secret, whatever went on", async () => {
  const directory = temporaryDirectory();
  const env = { VAULTBASE_ENCRYPTION_KEY: await newKey() };
  const run = (...words: string[]) => vaultbase([...words, "--dir", directory], { env });
  await run("superuser", "create", "root@example.com", "--password", "1234567890");
  const server = await serve(directory, { env });
  const root = new PocketBase(server.url);
  await root.collection("_superusers").authWithPassword("root@example.com", "1234567890");
  await root.settings.update({ smtp: { password } });
  await root.settings.update({ smtp: { username: "me" } });
  const clientSecret = "hush-hush-of-github";
  await root.collections.create({
    name: "members",
    type: "auth",
    oauth2: { enabled: true, providers: [{ name: "github", clientId: "library", clientSecret }] },
  });
  await root.collections.update("members", { listRule: "" });
  for (const secret of [password, clientSecret]) {
    expect(await filesWith(directory, secret)).toEqual([]);
  }
  await server.stop();
  for (const secret of [password, clientSecret]) {
    expect(await filesWith(directory, secret)).toEqual([]);
  }
}, 60_000);

test("whoever changes the key may be killed at any time", async () => {
  const directory = temporaryDirectory();
  const words = ["--dir", directory];
  let [present, next] = [await newKey(), await newKey()];
  const read = (key: string) =>
    vaultbase(["settings", "get", ...words], { env: { VAULTBASE_ENCRYPTION_KEY: key } });
  const set = ["settings", "set", "smtp.password", password, ...words];
  const withKey = { env: { VAULTBASE_ENCRYPTION_KEY: present } };
  expect(await vaultbase(set, withKey)).toMatchObject({ exitCode: 0 });
  for (const afterMs of [20, 40, 60, 80, 100, 120]) {
    const child = Bun.spawn([executable, "encryption", "rotate", ...words], {
      stdio: ["ignore", "ignore", "ignore"],
      env: {
        ...process.env,
        VAULTBASE_ENCRYPTION_KEY: present,
        VAULTBASE_NEW_ENCRYPTION_KEY: next,
      },
    });
    await Bun.sleep(afterMs);
    child.kill("SIGKILL");
    await child.exited;
    const opened = [(await read(present)).exitCode, (await read(next)).exitCode];
    expect(opened.toSorted()).toEqual([0, 1]);
    if (opened[0] === 1) [present, next] = [next, present];
    expect(await filesWith(directory, password)).toEqual([]);
  }
  const decrypted = await vaultbase(["encryption", "rotate", "--decrypt", ...words], {
    env: { VAULTBASE_ENCRYPTION_KEY: present },
  });
  expect(decrypted).toMatchObject({ exitCode: 0 });
  expect(await filesWith(directory, password)).toEqual(["data.db"]);
}, 60_000);

async function filesWith(directory: string, secret: string): Promise<string[]> {
  const found: string[] = [];
  for await (const name of new Bun.Glob("**/*").scan(directory)) {
    if ((await Bun.file(join(directory, name)).text()).includes(secret)) found.push(name);
  }
  return found;
}
