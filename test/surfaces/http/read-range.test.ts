import { expect, test } from "bun:test";
import { readRange } from "../../../src/surfaces/http/read-range.ts";

const rows: [
  header: string | null,
  size: number,
  range: [number, number] | "unsatisfiable" | null,
][] = [
  [null, 5, null],
  ["bytes=0-0", 5, [0, 0]],
  ["bytes=1-2", 5, [1, 2]],
  ["bytes=3-", 5, [3, 4]],
  ["bytes=3-99", 5, [3, 4]],
  ["bytes=-2", 5, [3, 4]],
  ["bytes=-99", 5, [0, 4]],
  ["bytes=5-", 5, "unsatisfiable"],
  ["bytes=5-6", 5, "unsatisfiable"],
  ["bytes=-0", 5, "unsatisfiable"],
  ["bytes=0-", 0, "unsatisfiable"],
  ["bytes=3-1", 5, null],
  ["bytes=-", 5, null],
  ["bytes=0-0,2-2", 5, null],
  ["lines=1-2", 5, null],
  ["junk", 5, null],
];

for (const [header, size, range] of rows) {
  test(`${header} of ${size} bytes`, () => {
    const expected = Array.isArray(range) ? { first: range[0], last: range[1] } : range;
    expect(readRange(header, size)).toEqual(expected);
  });
}
