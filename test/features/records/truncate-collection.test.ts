import { expect, test } from "bun:test";
import { openTestApp } from "../../open-test-app.ts";

async function openLibrary(cascadeDelete: boolean, required = false) {
  const app = await openTestApp();
  await app.call("collections.create", { name: "shelves" });
  const shelf = { name: "shelf", type: "relation", collectionId: "shelves" };
  await app.call("collections.create", {
    name: "books",
    fields: [{ ...shelf, cascadeDelete, required }],
  });
  const { id } = await app.call("records.create", { collection: "shelves", data: {} });
  await app.call("records.create", { collection: "shelves", data: {} });
  await app.call("records.create", { collection: "books", data: { shelf: id } });
  const count = async (collection: string) =>
    (await app.call("records.list", { collection })).totalItems as number;
  return { ...app, count };
}

test("all records go, the collection stays", async () => {
  const app = await openLibrary(false);
  await app.call("collections.truncate", { collection: "shelves" });
  expect(await app.count("shelves")).toBe(0);
  const books = await app.call("records.list", { collection: "books" });
  expect(books.items).toMatchObject([{ shelf: "" }]);
});

test("what cascades goes too", async () => {
  const app = await openLibrary(true);
  await app.call("collections.truncate", { collection: "shelves" });
  expect(await app.count("books")).toBe(0);
});

test("nothing goes where one record is still required", async () => {
  const app = await openLibrary(false, true);
  const failure = await app.refusal("collections.truncate", { collection: "shelves" });
  expect(failure.hint).toContain("books");
  expect(await app.count("shelves")).toBe(2);
});

test("superusers stay", async () => {
  const app = await openTestApp();
  const failure = await app.refusal("collections.truncate", { collection: "_superusers" });
  expect(failure.code).toBe("invalid");
});
