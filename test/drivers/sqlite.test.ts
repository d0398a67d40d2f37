import { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openApp } from "../../src/app.ts";
import { openSqlite } from "../../src/drivers/sqlite/open-sqlite.ts";
import { searchConformance } from "./search-conformance.ts";
import { storageConformance, type StorageUnderTest } from "./storage-conformance.ts";

const directories: string[] = [];

async function directory(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "vaultbase-sqlite-"));
  directories.push(made);
  return made;
}

async function remove(): Promise<void> {
  for (const each of directories.splice(0)) await rm(each, { recursive: true, force: true });
}

const sqlite: StorageUnderTest = {
  async open() {
    const path = join(await directory(), "data.db");
    return {
      storage: await openSqlite(path, { report: () => {} }),
      reopen: () => openSqlite(path),
      copy: () => `${path}.copy`,
      openCopy: () => openSqlite(`${path}.copy`),
    };
  },
  remove,
};

storageConformance("SQLite", sqlite);
searchConformance("SQLite", sqlite);

/** Writes as fast as it can, and says aloud each id that has been acknowledged. */
const chattyWriter = (path: string) => `
  import { openSqlite } from ${JSON.stringify(join(import.meta.dir, "../../src/drivers/sqlite/open-sqlite.ts"))};
  import { sql } from ${JSON.stringify(join(import.meta.dir, "../../src/kernel/sql.ts"))};
  const storage = await openSqlite(${JSON.stringify(path)});
  let next = 0;
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (;;) {
      const id = process.pid + "-" + next++;
      await storage.write((writer) => writer.execute(sql\`INSERT INTO "t" ("id") VALUES (\${id})\`));
      process.stdout.write(id + "\\n");
    }
  }));
`;

describe("SQLite: a process that is killed", () => {
  test("loses nothing it has acknowledged, five times over", async () => {
    const path = join(await directory(), "data.db");
    const storage = await openSqlite(path);
    await storage.write((writer) =>
      writer.change([{ change: "createTable", table: "t", columns: [] }]),
    );
    await storage.close();
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round++) {
      const child = Bun.spawn([process.execPath, "-e", chattyWriter(path)], { stdout: "pipe" });
      setTimeout(() => child.kill("SIGKILL"), 250 + round * 20);
      const said = await child.stdout.text();
      acknowledged.push(...said.split("\n").slice(0, -1));
    }
    const database = new Database(path);
    const kept = new Set(
      (database.query(`SELECT "id" FROM "t"`).values() as [string][]).map(([id]) => id),
    );
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(database.query("PRAGMA integrity_check").values()).toEqual([["ok"]]);
    database.close();
    await remove();
  }, 30_000);
});

describe("SQLite: opening", () => {
  test("refuses another program's database and leaves it alone", async () => {
    const path = join(await directory(), "data.db");
    const theirs = new Database(path);
    theirs.run("CREATE TABLE shopping (item TEXT)");
    theirs.close();
    expect(openSqlite(path)).rejects.toMatchObject({ code: "conflict" });
    await openSqlite(path).catch(() => undefined);
    const after = new Database(path);
    const tables = after.query("SELECT name FROM sqlite_master").values();
    expect(tables).toEqual([["shopping"]]);
    after.close();
    await remove();
  });

  test("refuses what is no database", async () => {
    const path = join(await directory(), "data.db");
    await writeFile(path, "Dear diary, ".repeat(200));
    const thrown = await openSqlite(path).catch((each: unknown) => each);
    expect(thrown).toMatchObject({ code: "unavailable", hint: expect.stringContaining("backup") });
    await remove();
  });

  test("refuses data of a newer version", async () => {
    const at = await directory();
    await (await openApp({ directory: at })).close();
    const database = new Database(join(at, "data.db"));
    database.run(`INSERT INTO "_migrations" VALUES ('time-travel-1', '2099-01-01')`);
    database.close();
    const thrown = await openApp({ directory: at }).catch((each: unknown) => each);
    expect(thrown).toMatchObject({
      code: "conflict",
      hint: expect.stringContaining("time-travel-1"),
    });
    await remove();
  });

  test("lets two processes make the same new directory at once", async () => {
    const at = await directory();
    const apps = await Promise.all([1, 2, 3].map(() => openApp({ directory: at })));
    for (const app of apps) await app.close();
    await remove();
  });
});
