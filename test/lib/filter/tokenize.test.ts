import { expect, test } from "bun:test";
import { FilterSyntaxError, tokenize } from "../../../src/lib/filter/tokenize.ts";

test.each([
  ["a.b:each ?!= 'x'", ["path a.b:each", "operator ?!=", "text x"]],
  [
    "n>-1.5&&b=true",
    ["path n", "operator >", "number -1.5", "join &&", "path b", "operator =", "path true"],
  ],
  ["f( @now ,1)", ["call f", "path @now", "punctuation ,", "number 1", "punctuation )"]],
  ["a>@now-7d&&b", ["path a", "operator >", "path @now-7d", "join &&", "path b"]],
  ["a = 'it\\'s' // and so on\n|| b", ["path a", "operator =", "text it's", "join ||", "path b"]],
  [`"\\\\" '\\"' "\\n"`, ["text \\", 'text \\"', "text \\n"]],
  ["", []],
  [" \t\r\n// only a remark", []],
])("%s", (text, expected) => {
  expect(tokenize(text).map(({ kind, text: written }) => `${kind} ${written}`)).toEqual(expected);
});

test.each([
  ["a = 'x", 5],
  ["a = 'x\\'", 5],
  ["a & b", 3],
  ["a => 1", 3],
  ["a = 1.", 5],
  ["a = -", 5],
  ["a. = 1", 1],
  ["é = 1", 1],
  ["a = 1 / 2", 7],
])("%s fails at position %i", (text, position) => {
  let thrown: unknown;
  try {
    tokenize(text);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(FilterSyntaxError);
  expect(thrown).toMatchObject({ position });
});
