// The server is killed in the middle of its work, again and again; what it has acknowledged stays.
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

const kills = 20;
const writers = 8;

test(`${kills} times kill -9 under ${writers} writers loses no acknowledged write`, async () => {
  const directory = temporaryDirectory();
  const fields = JSON.stringify([{ name: "n", type: "number" }]);
  const open = ["--list-rule", "", "--create-rule", "", "--delete-rule", ""];
  const made = await vaultbase([
    ...["collections", "create", "log", "--fields", fields, ...open],
    ...["--dir", directory],
  ]);
  expect(made.stderr).toBe("");
  const created = new Set<string>();
  const deleted = new Set<string>();
  for (let round = 0; round < kills; round++) {
    const { url, child } = await serve(directory);
    const records = `${url}/api/v1/collections/log/records`;
    setTimeout(() => child.kill("SIGKILL"), 100 + Math.random() * 200);
    await Promise.all(Array.from({ length: writers }, () => writeOn(records, created, deleted)));
    await child.exited;
  }
  const database = new Database(join(directory, "data.db"));
  const kept = new Set(
    (database.query(`SELECT "id" FROM "log"`).values() as [string][]).map(([id]) => id),
  );
  expect(database.query("PRAGMA integrity_check").values()).toEqual([["ok"]]);
  expect(created.size).toBeGreaterThan(kills * writers);
  expect([...created].filter((id) => !kept.has(id) && !deleted.has(id))).toEqual([]);
  expect([...deleted].filter((id) => kept.has(id) && !unsure.has(id))).toEqual([]);
  const logged = database.query(
    `SELECT count(*) AS "n" FROM "_changes" WHERE "action" = 'create' AND "collection" != '_collections'`,
  );
  expect((logged.get() as { n: number }).n).toBeGreaterThanOrEqual(created.size);
  const untold = database.query(
    `SELECT count(*) AS "n" FROM "_changes" WHERE "call" NOT IN (SELECT "id" FROM "_audit")`,
  );
  expect(untold.get()).toEqual({ n: 0 });
  database.close();
}, 120_000);

/** Deletes that were under way when the server died may have happened or not. */
const unsure = new Set<string>();

/** Creates, and deletes every fifth, until the server is gone. */
async function writeOn(records: string, created: Set<string>, deleted: Set<string>): Promise<void> {
  for (let n = 0; ; n++) {
    try {
      const answer = await fetch(records, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ n }),
      });
      const { id } = (await answer.json()) as { id: string };
      if (answer.status !== 200) throw new Error(`unexpected ${answer.status}`);
      created.add(id);
      if (n % 5 !== 0) continue;
      deleted.add(id);
      unsure.add(id);
      const gone = await fetch(`${records}/${id}`, { method: "DELETE" });
      if (gone.status === 204) unsure.delete(id);
    } catch (thrown) {
      if (thrown instanceof Error && thrown.message.startsWith("unexpected")) throw thrown;
      return;
    }
  }
}
