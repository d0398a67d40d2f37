// The server is killed while files come in: no row is left without its file, and what is left without
// its row is swept.
import { expect, test } from "bun:test";
import { readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

const rounds = 5;

test("twenty writers, killed again and again", async () => {
  const directory = temporaryDirectory();
  const fields = [{ name: "scans", type: "file", maxSelect: 2 }];
  const collection = { name: "letters", createRule: "", updateRule: "", viewRule: "", fields };
  await Bun.write(join(directory, "letters.json"), JSON.stringify([collection]));
  const definitions = ["collections", "import", "--collections", `@${directory}/letters.json`];
  expect((await vaultbase([...definitions, "--yes", "--dir", directory])).stderr).toBe("");

  const acknowledged = new Map<string, string>();
  for (let round = 0; round < rounds; round++) {
    const server = await serve(directory);
    const writers = Array.from({ length: 20 }, () => writeUntilDead(server.url, acknowledged));
    await Bun.sleep(300 + 100 * round);
    server.child.kill("SIGKILL");
    await server.child.exited;
    await Promise.all(writers);
  }
  expect(acknowledged.size).toBeGreaterThan(rounds);

  const listed = await vaultbase([
    ...["records", "list", "letters", "--per-page", "1000", "--json", "--dir", directory],
  ]);
  const records: { id: string; collectionId: string; scans: string[] }[] = listed.json().items;
  const known = new Map(records.map((record) => [record.id, record]));
  for (const id of acknowledged.keys()) expect(known.has(id)).toBe(true);
  for (const { id, collectionId, scans } of records) {
    for (const name of scans) {
      const file = Bun.file(join(directory, "storage", collectionId, id, name));
      expect(await file.text()).toBe(contentOf(name));
    }
  }

  const files = await filesOf(directory);
  const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
  for (const file of files) await utimes(file, old, old);
  const swept = await vaultbase(["files", "sweep", "--yes", "--json", "--dir", directory]);
  expect(swept.exitCode).toBe(0);
  const spoken = records.flatMap(({ scans }) => scans);
  const left = (await filesOf(directory)).map((path) => path.split("/").at(-1)!);
  expect(left.toSorted()).toEqual(spoken.toSorted());
}, 60_000);

/** Makes a record, then puts another file in the first one's place, until nobody answers any more. */
async function writeUntilDead(url: string, acknowledged: Map<string, string>): Promise<void> {
  const records = `${url}/api/collections/letters/records`;
  try {
    for (;;) {
      const made = await send("POST", records, ["scans", "scans"]);
      acknowledged.set(made.id, made.scans[0]!);
      const changed = await send("PATCH", `${records}/${made.id}`, ["scans"]);
      acknowledged.set(made.id, changed.scans[0]!);
    }
  } catch (thrown) {
    if (!(thrown instanceof TypeError) && !/socket|connect|closed/i.test(String(thrown)))
      throw thrown;
  }
}

async function send(
  method: string,
  url: string,
  fields: readonly string[],
): Promise<{ id: string; scans: string[] }> {
  const body = new FormData();
  for (const field of fields) {
    const word = `letter${Math.floor(Math.random() * 1e6)}`;
    body.append(field, new File([contentOf(word)], `${word}.txt`));
  }
  const response = await fetch(url, { method, body });
  expect(response.status).toBe(200);
  return (await response.json()) as { id: string; scans: string[] };
}

/** What a file of this name holds, whatever was added to the name. */
function contentOf(name: string): string {
  const [word = ""] = /letter_?\d+/.exec(name) ?? [];
  return `${word.replace("_", "")} `.repeat(2000);
}

async function filesOf(directory: string): Promise<string[]> {
  const found = await readdir(join(directory, "storage"), { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
