import { describe, expect, test } from "bun:test";
import { Failure } from "../../../src/kernel/failure.ts";
import { rowFormatter } from "../../../src/features/importing/format-rows.ts";
import { readSourceTable, sourceFormats } from "../../../src/features/importing/source-table.ts";

const plain = (text: string, format: (typeof sourceFormats)[number]) =>
  readSourceTable(text, format).rows.map((row) => Object.fromEntries(row.cells));

describe("files are read as rows of named cells", () => {
  test("csv with quotes, line breaks, a byte order mark and empty cells", () => {
    const text = '\uFEFFname,note\r\n"Smith, John","said ""hi""\nand left"\r\nAnna,\r\n';
    expect(plain(text, "csv")).toEqual([
      { name: "Smith, John", note: 'said "hi"\nand left' },
      { name: "Anna" },
    ]);
  });

  test("json as a list, or as a page of one", () => {
    expect(plain('[{"a":1,"b":null}]', "json")).toEqual([{ a: 1 }]);
    expect(plain('{"items":[{"a":1}]}', "json")).toEqual([{ a: 1 }]);
  });

  test("ndjson with blank lines", () => {
    expect(plain('{"a":1}\n\n{"a":2}\n', "ndjson")).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test("a column called __proto__ is a column", () => {
    const [row] = readSourceTable('[{"__proto__":{"admin":true}}]', "json").rows;
    expect([...(row?.cells ?? [])]).toEqual([["__proto__", { admin: true }]]);
  });
});

describe("what cannot be read is said with its row", () => {
  test.each([
    ["csv", "a,b\n1,2\n3\n", /Invalid Record Length.*line 3/],
    ["csv", 'a\n"open', /Quote/],
    ["csv", "a,a\n1,2\n", /names the column "a" twice/],
    ["csv", "a,b\n", /no rows/],
    ["json", "[{]", /not valid JSON/],
    ["json", '{"a":1}', /not a list/],
    ["json", "[1]", /Row 1 is not an object/],
    ["ndjson", '{"a":1}\nnope', /Row 2 is not valid JSON/],
  ] as const)("%s %j", (format, text, message) => {
    expect(() => readSourceTable(text, format)).toThrow(Failure);
    expect(() => readSourceTable(text, format)).toThrow(message);
  });
});

test.each([...sourceFormats])("what %s writes, it reads again", (format) => {
  const records = [
    { name: 'Smith, "John"', note: "two\nlines", tags: ["a", "b"] },
    { name: "Anna ", note: "", tags: [] },
  ];
  const formatter = rowFormatter(format, ["name", "note", "tags"]);
  const text =
    formatter.head + records.map((each) => formatter.rows([each])).join("") + formatter.tail;
  const names = plain(text, format).map((row) => row.name);
  expect(names).toEqual(['Smith, "John"', "Anna "]);
});
