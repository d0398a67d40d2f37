import { expect, test } from "bun:test";
import { millisecondsInWords, secondsInWords } from "../../admin-ui/parts/duration.ts";
import { sizeInWords } from "../../admin-ui/parts/size.ts";
import { usualMapping, writeSource } from "../../admin-ui/pages/records/import/write-source.ts";

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1536, "1.5 KB"],
  [150 * 1024 * 1024, "150 MB"],
])("%d bytes are %s", (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});

test.each([
  [0.0412, "0.041 ms"],
  [4.06, "4.1 ms"],
  [123.4, "123 ms"],
  [1234, "1.2 s"],
])("%d milliseconds are %s", (ms, words) => {
  expect(millisecondsInWords(ms)).toBe(words);
});

test.each([
  [1, "1 second"],
  [5400, "1.5 hours"],
  [432_000, "5 days"],
])("%d seconds are %s", (seconds, words) => {
  expect(secondsInWords(seconds)).toBe(words);
});

test("columns go where they are called like a field, and only those are written", () => {
  const mapping = usualMapping(["First Name", "e-mail", "Note"], ["first_name", "email"]);
  expect(mapping).toEqual({ "First Name": "first_name", "e-mail": "email", Note: null });
  const rows = [{ "First Name": "Ada, Countess", "e-mail": "ada@example.com", Note: "x" }];
  const file = { name: "x", columns: ["First Name", "e-mail", "Note"], rows };
  expect(writeSource({ ...file, format: "csv" }, mapping).text).toBe(
    'first_name,email\r\n"Ada, Countess",ada@example.com',
  );
  expect(JSON.parse(writeSource({ ...file, format: "json" }, mapping).text)).toEqual([
    { first_name: "Ada, Countess", email: "ada@example.com" },
  ]);
});
