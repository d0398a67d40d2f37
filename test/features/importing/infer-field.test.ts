import { describe, expect, test } from "bun:test";
import { fieldNames } from "../../../src/features/importing/field-name.ts";
import { inferField } from "../../../src/features/importing/infer-field.ts";

const repeated = (...values: string[]) => Array.from({ length: 5 }, () => values).flat();

describe("a column becomes the narrowest field that takes all of it", () => {
  test.each([
    ["numbers", [1, 2.5, -3], { type: "number" }],
    ["numbers as text", ["1", "2.5", "-3", "1e3"], { type: "number" }],
    ["leading zeros are a code, not a number", ["01234", "90210"], { type: "text" }],
    ["more digits than a number keeps", ["12345678901234567890"], { type: "text" }],
    ["a number among words", ["300", "Alien"], { type: "text" }],
    ["words for true and false", ["yes", "No", "TRUE"], { type: "bool" }],
    ["zeros and ones stay numbers", ["0", "1"], { type: "number" }],
    ["dates", ["Jun 12 1998", "Aug 07 1998"], { type: "date" }],
    ["addresses", ["a@example.com", "b.c@example.org"], { type: "email" }],
    ["links", ["https://example.com/a", "http://example.org"], { type: "url" }],
    ["points", [{ lon: 1, lat: 2 }], { type: "geoPoint" }],
    ["objects and lists", [{ a: 1 }, [1, 2]], { type: "json" }],
    [
      "few values, often",
      repeated("R", "PG"),
      { type: "select", values: ["PG", "R"], maxSelect: 1 },
    ],
    ["few values, seldom", ["R", "PG"], { type: "text" }],
    ["one value only", repeated("R"), { type: "text" }],
    ["nothing at all", [], { type: "text" }],
    ["long text", ["x".repeat(6000)], { type: "text", max: 8192 }],
  ])("%s", (_, cells, field) => {
    expect<object>(inferField(cells).field).toEqual(field);
  });

  test("the reader hands over what the field takes", () => {
    expect(inferField(["1", "2"]).read("2")).toBe(2);
    expect(inferField(["yes"]).read("yes")).toBe(true);
    expect(inferField([300, "Alien"]).read(300)).toBe("300");
  });
});

test("columns get names that are plain, unlike and not taken", () => {
  const columns = [
    "US Gross",
    "us-gross",
    "id",
    "Größe",
    "2nd",
    "???",
    "__proto__",
    "milesPerGallon",
  ];
  expect([...fieldNames(columns).values()]).toEqual([
    "us_gross",
    "us_gross_2",
    "source_id",
    "grosse",
    "column_2nd",
    "column",
    "proto",
    "miles_per_gallon",
  ]);
});
