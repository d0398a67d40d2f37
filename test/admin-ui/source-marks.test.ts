// Where a line and a column of the server's are in the editor's text.
import { expect, test } from "bun:test";
import { markAt } from "../../admin-ui/pages/scripts/editor/mark-at.ts";

const source = "const a = 1;\nconst b = ;\nrecord.title.trim();\n";

test.each<[number, number, string]>([
  [1, 1, "const"],
  [2, 11, ";"],
  [3, 13, ".trim"],
  [3, 8, "title"],
  // Behind a line's end, and behind the last: something that can be seen.
  [1, 99, ";"],
  [9, 1, "\n"],
])("line %i, column %i is %j", (line, column, marked) => {
  const { from, to } = markAt(source, { line, column, message: "?" });
  expect(source.slice(from, to)).toBe(marked);
});

test("an empty text is marked at its beginning", () => {
  expect(markAt("", { line: 2, column: 5, message: "?" })).toMatchObject({ from: 0, to: 1 });
});
