import { afterAll, beforeAll, expect, test } from "bun:test";
import { Failure } from "../../../src/kernel/failure.ts";
import { openShelf, type Shelf } from "./book-shelf.ts";

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

test.each([
  ["pages", "b5 b4 b3 b6 b2 b1"],
  ["-pages", "b1 b2 b6 b3 b4 b5"],
  [" -lent , +title ", "b3 b1 b5 b4 b6 b2"],
  ["author.age,id", "b4 b5 b6 b3 b1 b2"],
  ["-genres:length,id", "b1 b2 b3 b4 b5 b6"],
  ["title:lower", "b5 b3 b4 b6 b1 b2"],
  ["-meta.isbn,-id", "b1 b6 b5 b4 b3 b2"],
  ["-@rowid", "b6 b5 b4 b3 b2 b1"],
])("by %s", async (sort, ids) => {
  expect((await shelf.find({ sort })).join(" ")).toBe(ids);
});

test("@random keeps all of them", async () => {
  expect(await shelf.find({ sort: "@random" })).toHaveLength(6);
});

test.each([
  ["titel", 'There is no field "titel" in books (position 1).'],
  ["pages, titel", 'There is no field "titel" in books (position 8).'],
  ["pages,", '"" cannot be sorted by (position 7).'],
  ["@request.method", "@request.method cannot be sorted by (position 1)."],
  ["id,id,id,id,id,id,id,id,id", "A sort has at most 8 fields."],
])("%s cannot be sorted by", async (sort, message) => {
  const refused = await shelf.find({ sort }).catch((thrown: unknown) => thrown);
  expect(refused).toBeInstanceOf(Failure);
  expect(refused).toMatchObject({ code: "invalid", message });
});
