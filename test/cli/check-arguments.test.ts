import { describe, expect, test } from "bun:test";
import { Failure } from "../../src/kernel/failure.ts";
import { allValues, checkArguments } from "../../cli/check-arguments.ts";

const known = {
  collection: { type: "positional" },
  filter: { type: "string" },
  scope: { type: "string" },
  "per-page": { type: "string" },
  json: { type: "boolean" },
  yes: { type: "boolean", alias: "y" },
} as const;

function refusal(...given: string[]): string {
  try {
    checkArguments(given, known, "vaultbase x");
  } catch (thrown) {
    if (thrown instanceof Failure) return `${thrown.message} ${thrown.hint}`;
  }
  return "";
}

describe("a command line is taken literally or refused", () => {
  test.each([
    [["movies", "--filter", "year > 1990", "--json"]],
    [["movies", "--filter=a=b", "-y"]],
    [["--perPage", "5", "movies"]],
    [["--per-page=5", "--", "--movies"]],
    [["movies", "--filter", "-created"]],
    [["-"]],
    [["movies", "--help"]],
    [["--filter="]],
  ])("%p is fine", (given) => {
    expect(refusal(...given)).toBe("");
  });

  test.each([
    [["--fliter", "x"], "no flag --fliter. Did you mean --filter?"],
    [["--nonsense"], "--help` lists its flags"],
    [["-q"], "no flag -q"],
    [["movies", "cars"], '"cars" is one too many'],
    [["--filter"], "--filter needs a value"],
    [["--json", "--filter"], "--filter needs a value"],
  ])("%p is refused", (given, words) => {
    expect(refusal(...given)).toContain(words);
  });
});

test("a flag may come more than once, and hold a list", () => {
  const given = ["movies", "--scope", "a,b", "--json", "--scope=c", "--", "--scope=d"];
  expect(allValues(given, known, "scope")).toEqual(["a", "b", "c"]);
});
