// From a PocketBase's data to PocketBase's own client on ours, by the executable.
import { expect, test } from "bun:test";
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
