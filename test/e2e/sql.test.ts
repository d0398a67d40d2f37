import { expect, test } from "bun:test";
import PocketBase from "pocketbase";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

const password = "a-long-password";

test("the SDK's sql service reads and writes", async () => {
  const dir = temporaryDirectory();
  const made = ["superuser", "create", "root@example.com", "--password", password, "--dir", dir];
  expect((await vaultbase(made)).exitCode).toBe(0);
  const { url, stop } = await serve(dir);
  const root = new PocketBase(url);
  await root.collection("_superusers").authWithPassword("root@example.com", password);
  await root.collections.create({
    name: "posts",
    type: "base",
    fields: [{ name: "title", type: "text" }],
  });
  const { id } = await root.collection("posts").create({ title: "a" });

  const read = await root.sql.run("SELECT id, title FROM posts");
  expect(read).toMatchObject({ columns: [{ name: "id" }, { name: "title" }], rows: [[id, "a"]] });
  const changed = await root.sql.run("UPDATE posts SET title = 'b'");
  expect(changed).toMatchObject({ affectedRows: 1, columns: [], rows: [] });
  expect(await root.collection("posts").getOne(id)).toMatchObject({ title: "b" });

  await expect(root.sql.run("SELECT nothing FROM posts")).rejects.toMatchObject({ status: 400 });
  await expect(new PocketBase(url).sql.run("SELECT 1")).rejects.toMatchObject({ status: 401 });
  expect(await stop()).toBe(0);
});
