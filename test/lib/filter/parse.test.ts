import { expect, test } from "bun:test";
import type { Expression, Operand } from "../../../src/lib/filter/ast.ts";
import { literalsOf, parse, shapeOf } from "../../../src/lib/filter/parse.ts";
import { FilterSyntaxError, tokenize } from "../../../src/lib/filter/tokenize.ts";

const limits = { comparisons: 5, callDepth: 2 };

test.each([
  ["a = 1", "(a = 1)"],
  ["a = 1 || b ?~ 'x' && c != null", "((a = 1) some ((b ?~ 'x') all (c != null)))"],
  ["(a = 1 || b = 2) && ((c = 3))", "(((a = 1) some (b = 2)) all (c = 3))"],
  ["a = 1 && (b = 2 && c = 3)", "((a = 1) all (b = 2) all (c = 3))"],
  ["f('x', g(a)) > @now", "(f('x',g(a)) > @now)"],
])("%s", (text, expected) => {
  expect(show(parse(tokenize(text), limits))).toBe(expected);
});

test.each([
  ["", 1],
  ["()", 2],
  ["a", 2],
  ["a =", 4],
  ["= a", 1],
  ["a = 1 b = 2", 7],
  ["(a = 1", 7],
  ["a = 1)", 6],
  ["a = f(1 2)", 9],
  ["f(g(h(1))) = 1", 5],
  ["a=1||a=1||a=1||a=1||a=1||a=1", 26],
])("%s fails at position %i", (text, position) => {
  let thrown: unknown;
  try {
    parse(tokenize(text), limits);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(FilterSyntaxError);
  expect(thrown).toMatchObject({ position });
});

test("a shape leaves out the values, but not what kind they are", () => {
  const [one, other] = [tokenize("a = 1 && b = 'x'"), tokenize("a=20&&b='y'")];
  expect(shapeOf(one)).toBe(shapeOf(other));
  expect(literalsOf(other)).toEqual([20, "y"]);
  for (const text of [
    "a = '1' && b = 'x'",
    "a = 1 && b = ''",
    "a = 1 || b = 'x'",
    "a = 1 && b = x",
  ]) {
    expect(shapeOf(tokenize(text))).not.toBe(shapeOf(one));
  }
});

function show(expression: Expression): string {
  if (expression.kind !== "comparison") {
    return `(${expression.terms.map(show).join(` ${expression.kind} `)})`;
  }
  const { left, operator, any, right } = expression;
  return `(${name(left)} ${any ? "?" : ""}${operator} ${name(right)})`;
}

function name(operand: Operand): string {
  if (operand.kind === "path") return operand.text;
  if (operand.kind === "call") return `${operand.name}(${operand.arguments.map(name).join()})`;
  return typeof operand.value === "string" ? `'${operand.value}'` : String(operand.value);
}
