// View collections as PocketBase's own SDK makes and reads them, against the executable.
import { beforeAll, expect, test } from "bun:test";
import PocketBase, { ClientResponseError } from "pocketbase";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

let root: PocketBase;

beforeAll(async () => {
  const directory = temporaryDirectory();
  const who = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  expect((await vaultbase([...who, "--dir", directory])).exitCode).toBe(0);
  root = new PocketBase((await serve(directory)).url);
  root.autoCancellation(false);
  await root.collection("_superusers").authWithPassword("root@example.com", "1234567890");
  await root.collections.create({
    name: "boxes",
    fields: [
      { name: "title", type: "text" },
      { name: "size", type: "number" },
    ],
  });
  for (const [title, size] of [
    ["a", 1],
    ["b", 5],
    ["b", 7],
  ]) {
    await root.collection("boxes").create({ title, size });
  }
}, 60_000);

test("a view is made, read, previewed and changed", async () => {
  const query = "SELECT max(id) AS id, title, count(*) AS times FROM boxes GROUP BY title";
  // The SDK's type says a list; the wire has an object.
  const preview = (await root.collections.dryRunViewQuery(query)) as unknown as {
    fields: { name: string; type: string }[];
    sample: { title: string }[];
  };
  expect(preview.fields.map(({ name, type }) => [name, type])).toEqual([
    ["id", "text"],
    ["title", "text"],
    ["times", "number"],
  ]);
  expect(preview.sample).toHaveLength(2);
  const scaffold = (await root.collections.getScaffolds()).view!;
  const made = await root.collections.create({
    ...scaffold,
    name: "titles",
    viewQuery: query,
    listRule: "",
  });
  expect(made).toMatchObject({ type: "view", viewQuery: query });
  const guest = new PocketBase(root.baseURL);
  const listed = await guest
    .collection("titles")
    .getFullList({ sort: "-times", filter: "times > 0" });
  expect(listed.map(({ title, times }) => [title, times])).toEqual([
    ["b", 2],
    ["a", 1],
  ]);
  const write = root.collection("titles").create({ title: "c" });
  expect(await write.catch((error: ClientResponseError) => error.status)).toBe(400);
  await root.collections.update("titles", { viewQuery: "SELECT id, title FROM boxes" });
  expect((await guest.collection("titles").getList()).totalItems).toBe(3);
  expect(await root.collections.delete("titles")).toBe(true);
});
