import { expect, test } from "bun:test";
import { table } from "../../cli/print.ts";

test("rows become columns; other people's control characters stay harmless", () => {
  const text = table([
    { id: "a", title: "Alien\u001B[2J", tags: ["x"] },
    { id: "bcd", title: null, note: "two\nlines" },
  ]);
  expect(text.split("\n")).toEqual([
    "id   title      tags   note",
    'a    Alien�[2J  ["x"]',
    "bcd                    two⏎lines",
  ]);
});
