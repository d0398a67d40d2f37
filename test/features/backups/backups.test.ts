import { describe, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openApp, restoreDirectory } from "../../../src/app.ts";
import { restoreSteps } from "../../../src/features/backups/finish-restore.ts";
import { prepareRestore, unpacked } from "../../../src/features/backups/prepare-restore.ts";
import { guest, localOperator } from "../../../src/kernel/caller.ts";
import { invoke } from "../../../src/kernel/invoke.ts";
import { sql } from "../../../src/kernel/sql.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

async function makeNotes(app: TestApp): Promise<void> {
  const fields = [
    { name: "title", type: "text" },
    { name: "paper", type: "file" },
  ];
  await app.call("collections.create", { name: "notes", fields });
}

const note = (app: TestApp, title: string) =>
  app.call("records.create", { collection: "notes", data: { title } });

/** A file where a record's would be. */
const file = (app: TestApp, path: string, text: string) =>
  app.services.backups.world.workbench
    .blobsAt(join(app.directory, "storage"))
    .put(path, new Blob([text]));

const zipOf = (app: TestApp, key: string) => join(app.directory, "backups", key);

interface Contents {
  readonly titles: string[];
  readonly files: Record<string, string>;
}

/** What a directory holds once it is opened. */
async function contentsOf(directory: string): Promise<Contents> {
  const app = await openApp({ directory });
  try {
    const list = app.operations.get("records.list")!;
    const input = { collection: "notes", sort: "title" };
    const { items } = (await invoke(app.contextFor(localOperator), list, input)) as any;
    const files: Record<string, string> = {};
    const { blobs } = app.contextFor(localOperator);
    for await (const { path } of blobs.list("")) {
      files[path] = await (await blobs.open(path))!.content.text();
    }
    return { titles: items.map((each: { title: string }) => each.title), files };
  } finally {
    await app.close();
  }
}

describe("a backup", () => {
  test("is made, listed, verified and deleted", async () => {
    const app = await openTestApp();
    await makeNotes(app);
    await note(app, "one");
    await file(app, "notes/r1/paper.txt", "a paper");
    expect(await app.call("backups.list", {})).toEqual({ items: [] });
    expect(await app.call("backups.create", { name: "first.zip" })).toEqual({});
    await app.call("backups.create", {});
    const { items } = await app.call("backups.list", {});
    expect(items).toHaveLength(2);
    expect(items[0].key).toMatch(/^vaultbase_backup_\d{14}\.zip$/);
    expect(items[1]).toEqual({
      key: "first.zip",
      size: expect.any(Number),
      modified: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/),
      automatic: false,
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      madeBy: expect.stringContaining("Vaultbase"),
      madeFor: "cli",
    });
    expect(await app.call("backups.verify", { key: "first.zip" })).toMatchObject({
      madeBy: expect.stringContaining("Vaultbase"),
      files: 1,
      problems: [],
    });
    expect(await app.call("backups.delete", { key: "first.zip" })).toEqual({});
    expect((await app.call("backups.list", {})).items).toHaveLength(1);
    expect(await readdir(join(app.directory, "backups"))).toHaveLength(1);
  });

  test("tells who asked for it, and nothing where it is something else", async () => {
    const app = await openTestApp();
    const given = { email: "ada@example.com", password: "1234567890" };
    const { id } = await app.call("superusers.create", given);
    const ada = { ...(await signedIn(app, "_superusers", id)), superuser: true };
    await app.call("backups.create", { name: "hers.zip" }, ada);
    await writeFile(zipOf(app, "words.zip"), "not a zip at all, and long enough to be looked at");
    const { items } = await app.call("backups.list", {});
    const told = items.map(({ key, madeFor, created }: any) => [key, madeFor, created !== ""]);
    expect(told.toSorted()).toEqual([
      ["hers.zip", "ada@example.com", true],
      ["words.zip", "", false],
    ]);
    await copyFile(zipOf(app, "hers.zip"), zipOf(app, "words.zip"));
    const again = (await app.call("backups.list", {})).items;
    expect(again.map((each: any) => each.madeFor)).toEqual(["ada@example.com", "ada@example.com"]);
  });

  test("shows how far it is while it is made", async () => {
    const app = await openTestApp();
    await makeNotes(app);
    await file(app, "notes/r1/paper.txt", "x".repeat(100_000));
    expect((await app.call("backups.progress", {})).work).toBeNull();
    const seen: any[] = [];
    const over = new AbortController();
    const made = app.call("backups.create", { name: "slow.zip" }).finally(() => over.abort());
    while (!over.signal.aborted) {
      const { work } = await app.call("backups.progress", {});
      if (work) seen.push(work);
      await Bun.sleep(0);
    }
    await made;
    expect(seen[0]).toMatchObject({ action: "create", key: "slow.zip", step: "copying" });
    const packing = seen.filter(({ step }) => step === "packing");
    expect(packing.filter(({ done, total }) => total < 100_000 || done > total)).toEqual([]);
    expect((await app.call("backups.progress", {})).work).toBeNull();
  });

  test("shows how far its verification is, whatever else goes on", async () => {
    const app = await openTestApp();
    await makeNotes(app);
    await file(app, "notes/r1/paper.txt", "x".repeat(100_000));
    await app.call("backups.create", { name: "seen.zip" });
    expect((await app.call("backups.progress", {})).verifying).toEqual([]);
    const seen: any[] = [];
    const over = new AbortController();
    const verified = app.call("backups.verify", { key: "seen.zip" }).finally(() => over.abort());
    while (!over.signal.aborted) {
      const { work, verifying } = await app.call("backups.progress", {});
      expect(work).toBeNull();
      seen.push(...verifying);
      await Bun.sleep(0);
    }
    expect((await verified).problems).toEqual([]);
    expect(seen[0]).toMatchObject({ action: "verify", key: "seen.zip", step: "reading" });
    const { size } = (await app.call("backups.list", {})).items[0];
    const reading = seen.filter(({ step, total }) => step === "reading" && total > 0);
    expect(reading.filter(({ done, total }) => total !== size || done > total)).toEqual([]);
    expect((await app.call("backups.progress", {})).verifying).toEqual([]);
    const gone = app.call("backups.verify", { key: "gone.zip" }).catch(() => null);
    await gone;
    expect((await app.call("backups.progress", {})).verifying).toEqual([]);
  });

  test("has a name that is nobody's, and leads nowhere", async () => {
    const app = await openTestApp();
    await app.call("backups.create", { name: "mine.zip" });
    const names: [name: string, code: string][] = [
      ["mine.zip", "validation_backup_name_exists"],
      ["Mine.zip", "validation_match_invalid"],
      ["mine", "validation_match_invalid"],
      [`${"m".repeat(150)}.zip`, "validation_length_out_of_range"],
      ["../mine.zip", "validation_match_invalid"],
      ["@auto_backup_1.zip", "validation_match_invalid"],
    ];
    for (const [name, code] of names) {
      const { problems } = await app.refusal("backups.create", { name });
      expect(problems).toMatchObject({ name: { code } });
    }
    for (const key of ["nope.zip", "../data.db", "..", "data.db"]) {
      for (const operation of ["backups.delete", "backups.verify", "backups.restore"]) {
        expect((await app.refusal(operation, { key })).code).toBe("invalid");
      }
    }
    expect(existsSync(join(app.directory, "data.db"))).toBe(true);
  });

  test("is for superusers", async () => {
    const app = await openTestApp();
    const calls: [operation: string, input: object][] = [
      ["backups.list", {}],
      ["backups.create", {}],
      ["backups.delete", { key: "x.zip" }],
      ["backups.verify", { key: "x.zip" }],
      ["backups.progress", {}],
      ["backups.restore", { key: "x.zip" }],
    ];
    for (const [operation, input] of calls) {
      expect((await app.refusal(operation, input, guest)).code).toBe("unauthenticated");
    }
  });

  test("is one moment of the data while writes go on, and one is made at a time", async () => {
    const app = await openTestApp();
    await makeNotes(app);
    const done = new AbortController();
    const writer = (async () => {
      for (let n = 0; !done.signal.aborted; n++) await note(app, `note ${n}`);
    })();
    await app.call("backups.create", { name: "one.zip" });
    const both = ["two.zip", "three.zip"].map((name) =>
      app.call("backups.create", { name }).catch((thrown: Error) => thrown.message),
    );
    expect((await Promise.all(both)).filter((answer) => typeof answer === "string")).toHaveLength(
      1,
    );
    done.abort();
    await writer;
    expect((await app.call("backups.verify", { key: "one.zip" })).problems).toEqual([]);
  });

  test("keeps the files of records that are deleted while it is made", async () => {
    const app = await openTestApp();
    await makeNotes(app);
    await file(app, "notes/r1/paper.txt", "a paper");
    const { blobs } = app.contextFor(localOperator);
    const { workbench } = app.services.backups.world;
    await workbench.whileFilesStay(async () => {
      await blobs.remove("notes/r1/paper.txt");
      expect(await blobs.open("notes/r1/paper.txt")).not.toBeNull();
    });
    expect(await blobs.open("notes/r1/paper.txt")).toBeNull();
  });

  test("by the clock follows the settings, and keeps so many of its own", async () => {
    const app = await openTestApp();
    const crons = async () => (await app.call("crons.list", {})).items.map((each: any) => each.id);
    expect(await crons()).not.toContain("__pbAutoBackup__");
    await app.call("settings.set", { backups: { cron: "0 3 * * *", cronMaxKeep: 1 } });
    expect(await crons()).toContain("__pbAutoBackup__");
    await app.call("backups.create", { name: "mine.zip" });
    await app.call("crons.run", { id: "__pbAutoBackup__" });
    const [first] = (await app.call("backups.list", {})).items;
    expect(first.key).toMatch(/^@auto_backup_\d{14}\.zip$/);
    await Bun.sleep(1100); // their names tell the second
    await app.call("crons.run", { id: "__pbAutoBackup__" });
    const keys = (await app.call("backups.list", {})).items.map((each: any) => each.key);
    expect(keys).toHaveLength(2);
    expect(keys).toContain("mine.zip");
    expect(keys).not.toContain(first.key);
  });
});

describe("a damaged backup", () => {
  const spoilings: [name: string, spoil: (zip: Buffer) => Buffer][] = [
    ["is cut off", (zip) => zip.subarray(0, zip.length - 100)],
    ["has a flipped bit", (zip) => flip(zip, Math.floor(zip.length / 2))],
    ["is empty", () => Buffer.from("")],
    ["is something else", () => Buffer.from("not a zip at all, and long enough to be looked at")],
  ];
  test.each(spoilings)("that %s is told, and never restored", async (_, spoil) => {
    const app = await openTestApp();
    await makeNotes(app);
    for (let n = 0; n < 50; n++) await note(app, `note ${n} ${"x".repeat(n * 20)}`);
    await app.call("backups.create", { name: "good.zip" });
    await writeFile(zipOf(app, "bad.zip"), spoil(await readFile(zipOf(app, "good.zip"))));
    expect((await app.refusal("backups.verify", { key: "bad.zip" })).code).toBe("invalid");
    expect((await app.refusal("backups.restore", { key: "bad.zip" })).code).toBe("invalid");
    expect(await readdir(app.directory)).not.toContain(unpacked);
    expect(await readdir(app.directory)).not.toContain(".restoring");
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  bytes[at]! ^= 0xff;
  return bytes;
}

describe("a restore", () => {
  /** A directory with a backup of its past and something newer in it; closed. */
  async function prepared(): Promise<{ directory: string; zip: string; app: TestApp }> {
    const app = await openTestApp();
    await makeNotes(app);
    await note(app, "old");
    await file(app, "notes/r1/old.txt", "old paper");
    await app.call("backups.create", { name: "past.zip" });
    await note(app, "new");
    await file(app, "notes/r1/new.txt", "new paper");
    return { directory: app.directory, zip: zipOf(app, "past.zip"), app };
  }

  const past: Contents = { titles: ["old"], files: { "notes/r1/old.txt": "old paper" } };
  const present: Contents = {
    titles: ["new", "old"],
    files: { "notes/r1/old.txt": "old paper", "notes/r1/new.txt": "new paper" },
  };

  test("brings back data and files as they were; backups and logs stay", async () => {
    const { directory, zip, app } = await prepared();
    await app.close();
    await restoreDirectory({ directory }, zip);
    expect(await contentsOf(directory)).toEqual(past);
    expect(existsSync(zip)).toBe(true);
    expect((await readdir(directory)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("works where the data is damaged, and where there is none", async () => {
    const { directory, zip, app } = await prepared();
    await app.close();
    await writeFile(join(directory, "data.db"), "this was a database once, before the disk died");
    await rm(join(directory, "storage"), { recursive: true });
    await restoreDirectory({ directory }, zip);
    expect(await contentsOf(directory)).toEqual(past);

    const elsewhere = join(directory, "elsewhere");
    await restoreDirectory({ directory: elsewhere }, zip);
    expect(await contentsOf(elsewhere)).toEqual(past);
  });

  test("is refused while another process works on the data", async () => {
    const { directory, zip } = await prepared();
    const other = Bun.spawn(
      [
        process.execPath,
        "-e",
        `
        const { Database } = require("bun:sqlite");
        const database = new Database(${JSON.stringify(join(directory, "data.db"))});
        database.query("SELECT count(*) FROM _collections").get();
        console.log("open");
        await Bun.sleep(60_000);`,
      ],
      { stdout: "pipe" },
    );
    for await (const _ of other.stdout) break;
    try {
      await expect(restoreDirectory({ directory }, zip)).rejects.toMatchObject({
        code: "conflict",
      });
    } finally {
      other.kill("SIGKILL");
      await other.exited;
    }
  });

  test("interrupted while it unpacks leaves the old", async () => {
    const { directory, zip, app } = await prepared();
    await app.close();
    await mkdir(join(directory, ".restoring", "storage", "notes"), { recursive: true });
    await copyFile(zip, join(directory, ".restoring", "data.db"));
    expect(await contentsOf(directory)).toEqual(present);
    await restoreDirectory({ directory }, zip);
    expect(await contentsOf(directory)).toEqual(past);
  });

  const stepCount = restoreSteps("").length;
  for (let done = 0; done <= stepCount; done++) {
    test(`interrupted after step ${done} of ${stepCount} of putting it in place leaves the new`, async () => {
      const { directory, zip, app } = await prepared();
      const { workbench } = app.services.backups.world;
      await app.close();
      await prepareRestore(directory, workbench, zip);
      for (const step of restoreSteps(directory).slice(0, done)) await step();
      expect(await contentsOf(directory)).toEqual(past);
      expect(await contentsOf(directory)).toEqual(past);
    });
  }

  test("of a backup that this version cannot open is refused, and the old stays", async () => {
    const { directory, app } = await prepared();
    await app.storage.write((writer) =>
      writer.execute(sql`INSERT INTO "_migrations" ("id", "applied") VALUES ('future-1', '')`),
    );
    await app.call("backups.create", { name: "future.zip" });
    const refused = await app.refusal("backups.restore", { key: "future.zip" });
    expect(refused).toMatchObject({ code: "conflict" });
    expect(await readdir(directory)).not.toContain(unpacked);
  });

  test("of another program's database is refused", async () => {
    const { directory, app } = await prepared();
    const { writeZip } = await import("../../../src/features/backups/write-zip.ts");
    const databasePath = join(directory, "other.db");
    const other = new Database(databasePath);
    other.run("CREATE TABLE t (a)");
    other.close();
    const { blobs } = app.contextFor(localOperator);
    await writeZip(zipOf(app, "other.zip"), { manifest: {}, databasePath, blobs });
    expect((await app.refusal("backups.restore", { key: "other.zip" })).code).toBe("invalid");
  });
});
