import { expect, test } from "bun:test";
import { nearest } from "../../src/lib/nearest.ts";

const names = ["title", "author", "created_at", "id"];

const rows: [word: string, meant: string | undefined][] = [
  ["titel", "title"],
  ["TITLE", "title"],
  ["autor", "author"],
  ["createdat", "created_at"],
  ["publisher", undefined],
  ["", "id"],
];

for (const [word, meant] of rows) {
  test(`${JSON.stringify(word)} most likely means ${meant}`, () => {
    expect(nearest(word, names)).toBe(meant);
  });
}
