// Backups of the executable: under load, by the SDK, restored in place, and killed in the middle.
import { beforeAll, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import PocketBase, { ClientResponseError } from "pocketbase";
import { executable, serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

const password = "1234567890";
const directory = temporaryDirectory();
const inside = ["--dir", directory];
let server: Serving;
let root: PocketBase;

beforeAll(async () => {
  await vaultbase(["superuser", "create", "root@example.com", "--password", password, ...inside]);
  server = await serve(directory);
  root = await signIn();
  await root.collections.create({
    name: "notes",
    fields: [
      { name: "title", type: "text" },
      { name: "paper", type: "file" },
    ],
  });
  const paper = new File(["what it says"], "paper.txt");
  await root.collection("notes").create({ title: "first", paper });
}, 60_000);

async function signIn(): Promise<PocketBase> {
  const client = new PocketBase(server.url);
  client.autoCancellation(false);
  await client.collection("_superusers").authWithPassword("root@example.com", password);
  return client;
}

async function status(promise: Promise<unknown>): Promise<number> {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof ClientResponseError) return thrown.status;
    throw thrown;
  }
  return 200;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > deadline) throw new Error("waited in vain");
    await Bun.sleep(50);
  }
}

describe("over the SDK", () => {
  test("a backup is made, listed, downloaded, uploaded and deleted", async () => {
    expect(await root.backups.create("sdk.zip")).toBe(true);
    expect(await status(root.backups.create("sdk.zip"))).toBe(400);
    const [first] = await root.backups.getFullList();
    expect(first!.key).toBe("sdk.zip");
    expect(first!.size).toBeGreaterThan(1000);
    const token = await root.files.getToken();
    const answer = await fetch(root.backups.getDownloadURL(token, "sdk.zip"));
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="sdk.zip"');
    const zip = await answer.blob();
    expect(zip.size).toBe(first!.size);
    const file = new File([zip], "brought.zip", { type: "application/zip" });
    expect(await root.backups.upload({ file })).toBe(true);
    expect(await root.backups.delete("sdk.zip")).toBe(true);
    expect((await root.backups.getFullList()).map(({ key }) => key)).toEqual(["brought.zip"]);
    expect(await status(root.backups.restore("missing.zip"))).toBe(400);
    const text = new File(["no zip"], "text.zip");
    expect(await status(root.backups.upload({ file: text }))).toBe(400);
    expect((await root.health.check()).data.canBackup).toBe(true);
  });

  test("nobody takes one away without a superuser's file token", async () => {
    const url = root.backups.getDownloadURL("", "brought.zip");
    const session = { headers: { authorization: root.authStore.token } };
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(url, session)).status).toBe(403);
    expect((await fetch(`${url}${root.authStore.token}`)).status).toBe(403);
    const guest = new PocketBase(server.url);
    expect(await status(guest.backups.create("guest.zip"))).toBe(401);
    const bare = await fetch(`${root.baseURL}/api/backups/upload`, {
      method: "POST",
      headers: { authorization: root.authStore.token },
    });
    expect(await bare.json()).toMatchObject({ data: { file: { code: "validation_required" } } });
    expect(await status(guest.backups.upload({ file: new File(["PK"], "guest.zip") }))).toBe(401);
    const token = await root.files.getToken();
    expect((await fetch(root.backups.getDownloadURL(token, "nope.zip"))).status).toBe(404);
    expect((await fetch(root.backups.getDownloadURL(token, "../data.db"))).status).toBe(404);
  });

  test("a backup under load is whole, and a restore brings back its moment", async () => {
    const done = new AbortController();
    let written = 0;
    const writers = Array.from({ length: 6 }, async () => {
      while (!done.signal.aborted) {
        await root.collection("notes").create({ title: `note ${written++}` });
      }
    });
    await until(async () => written > 50);
    await root.backups.create("loaded.zip");
    const after = written;
    done.abort();
    await Promise.all(writers);
    const verified = await vaultbase(["backup", "verify", "loaded.zip", "--json", ...inside]);
    expect(verified.stderr).toBe("");
    expect(verified.json()).toMatchObject({ files: 1, problems: [] });

    await root.collection("notes").create({ title: "too late" });
    expect(await root.backups.restore("loaded.zip")).toBe(true);
    // The server starts anew on the same address, and the session goes on.
    const late = { filter: "title = 'too late'" };
    const notes = root.collection("notes");
    await until(async () => (await notes.getList(1, 1, late)).totalItems === 0);
    const { totalItems } = await notes.getList(1, 1);
    expect(totalItems).toBeGreaterThan(50);
    expect(totalItems).toBeLessThanOrEqual(after + 7);
    const first = await notes.getFirstListItem("title = 'first'");
    const paper = await fetch(root.files.getURL(first, first.paper));
    expect(await paper.text()).toBe("what it says");
    await notes.create({ title: "and on it goes" });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  }, 60_000);
});

describe("on the command line", () => {
  test("a backup is made, listed, verified and restored elsewhere", async () => {
    const made = await vaultbase(["backup", "create", "cli.zip", "--json", ...inside]);
    expect(made.json()).toEqual({ key: "cli.zip" });
    const listed = await vaultbase(["backup", "list", "--json", ...inside]);
    expect(listed.json().items.map((each: { key: string }) => each.key)).toContain("cli.zip");
    const present = await vaultbase(["backup", "progress", "--json", ...inside]);
    expect(present.json()).toEqual({ work: null, verifying: [], notRestored: "" });
    const elsewhere = temporaryDirectory();
    const zip = join(directory, "backups", "cli.zip");
    const restored = await vaultbase(["backup", "restore", zip, "--yes", "--dir", elsewhere]);
    expect(restored.stderr).toBe("");
    const notes = await vaultbase(["records", "list", "notes", "--json", "--dir", elsewhere]);
    expect(notes.json().totalItems).toBeGreaterThan(50);
  });

  test("a directory that a server works on is restored by that server only", async () => {
    const refused = await vaultbase(["backup", "restore", "cli.zip", "--yes", ...inside]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("Another process works on the data directory.");
    expect(existsSync(join(directory, ".restore"))).toBe(false);
    expect(await status(root.collection("notes").getList(1, 1))).toBe(200);
  });

  test("a server whose data somebody else has open, too, keeps it and says so", async () => {
    const flags = ["--name", "other", "--scope", "mcp:read", "--json", ...inside];
    const { token } = (await vaultbase(["token", "mint", ...flags])).json();
    const other = Bun.spawn([executable, "mcp", ...inside], {
      stdin: "pipe",
      stdout: "ignore",
      env: { VAULTBASE_MCP_TOKEN: token },
    });
    try {
      await Bun.sleep(500);
      const kept = await root.collection("notes").create({ title: "kept" });
      await root.backups.restore("cli.zip");
      await until(async () => (await root.collection("notes").getOne(kept.id)).title === "kept");
      await until(async () => !existsSync(join(directory, ".restore")));
      expect((await root.collection("notes").getOne(kept.id)).title).toBe("kept");
      const { notRestored } = await root.send("/api/backups/progress", {});
      expect(notRestored).toBe("Another process works on the data directory.");
    } finally {
      other.kill("SIGKILL");
      await other.exited;
    }
  }, 30_000);
});

test("killed at any moment of a restore, the directory holds the old or the new, never a mixture", async () => {
  await server.stop();
  const titles = async (where: string) => {
    const flags = ["--json", "--per-page", "1000", "--dir", where];
    const { items } = (await vaultbase(["records", "list", "notes", ...flags])).json();
    const papers = (await readdir(join(where, "storage"), { recursive: true })).filter((name) =>
      name.endsWith(".txt"),
    );
    return JSON.stringify([
      items.map((each: { title: string }) => each.title).toSorted(),
      papers.length,
    ]);
  };
  const data = JSON.stringify({ title: "newer than the backup" });
  await vaultbase(["records", "create", "notes", "--data", data, ...inside]);
  const old = await titles(directory);
  const reference = temporaryDirectory();
  const zip = join(directory, "backups", "brought.zip");
  const startedAt = performance.now();
  await vaultbase(["backup", "restore", zip, "--yes", "--dir", reference]);
  const takesMs = performance.now() - startedAt;
  const restored = await titles(reference);
  const seen = new Set<string>();
  const rounds = 25;
  for (let round = 1; round <= rounds; round++) {
    const copy = temporaryDirectory();
    await cp(directory, copy, { recursive: true });
    const child = Bun.spawn([executable, "backup", "restore", zip, "--yes", "--dir", copy], {
      stdout: "ignore",
      stderr: "ignore",
    });
    await Bun.sleep((round / rounds) * 1.5 * takesMs);
    child.kill("SIGKILL");
    await child.exited;
    const found = await titles(copy);
    expect([old, restored]).toContain(found);
    seen.add(found);
  }
  expect(seen.size).toBe(2);
}, 120_000);
