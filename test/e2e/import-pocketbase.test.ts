// From a PocketBase's data to PocketBase's own client on ours, by the executable.
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { ids, secrets, writePocketbaseData } from "../fixtures/pocketbase-data.ts";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

test("an application goes on as it was", async () => {
  const source = temporaryDirectory();
  await writePocketbaseData(source);
  const dir = `${temporaryDirectory()}/data`;
  const dry = await vaultbase(["import", "pocketbase", source, "--dry-run", "--dir", dir]);
  expect(dry.stdout).toContain("Would bring along:\n");
  const ran = await vaultbase(["import", "pocketbase", source, "--dir", dir]);
  expect(ran.stdout).toContain("posts: 1 records, 2 files");
  expect(ran.stdout).toContain("posts.updateRule: ");
  expect(ran.stdout).not.toContain(secrets.tokenKey);

  const server = await serve(dir);
  const pb = new PocketBase(server.url);
  await pb.collection("users").authWithPassword("ana@example.com", secrets.password);
  expect(pb.authStore.record).toMatchObject({ id: ids.ana, name: "Ana" });
  const post = await pb.collection("posts").getOne(ids.post, { expand: "author" });
  expect(post.expand).toMatchObject({ author: { name: "Ana" } });
  const cover = await fetch(pb.files.getURL(post, post.cover));
  expect(await cover.text()).toBe("the cover");
  expect(await pb.collection("titles").getFullList()).toMatchObject([{ title: "Hello" }]);
  await server.stop();

  const again = await vaultbase(["import", "pocketbase", source, "--dir", dir]);
  expect(again.exitCode).toBe(1);
  expect(again.stderr).toContain("There are collections of these names already: ");
}, 30_000);

test("what PocketBase takes and we do not comes in under another name, and is told", async () => {
  const source = temporaryDirectory();
  await writePocketbaseData(source);
  const database = new Database(join(source, "data.db"));
  const field = JSON.stringify({ id: "f_row", name: "rowid", type: "number" });
  database.run(
    `UPDATE _collections SET name = '_posts', fields = json_insert(fields, '$[#]', json(?))
      WHERE name = 'posts'`,
    [field],
  );
  database.run(
    "UPDATE _collections SET options = replace(options, 'posts', '_posts') WHERE name = 'titles'",
  );
  database.run("DROP VIEW titles");
  database.run(`CREATE TABLE _posts (id TEXT, title TEXT, tags JSON, meta JSON, at TEXT, author TEXT,
    cover TEXT, more JSON, created TEXT, updated TEXT, rowid NUMERIC)`);
  database.run("INSERT INTO _posts SELECT *, 7 FROM posts");
  database.close();
  const dir = `${temporaryDirectory()}/data`;
  const ran = await vaultbase(["import", "pocketbase", source, "--dir", dir]);
  expect(ran.stderr).not.toContain("cannot be");
  expect(ran.stdout).toContain(
    "Changed on the way:\n  _posts: The collection is called posts here.",
  );
  expect(ran.stdout).toContain("posts.rowid: The field is called rowid_1 here.");
  const server = await serve(dir);
  const pb = new PocketBase(server.url);
  expect(await pb.collection("posts").getOne(ids.post)).toMatchObject({ rowid_1: 7 });
  expect(await pb.collection("titles").getFullList()).toMatchObject([{ title: "Hello" }]);
  await server.stop();
}, 30_000);
