import { Failure } from "../../kernel/failure.ts";
import type { Comparison, Expression, Operand, Operator } from "../../lib/filter/ast.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Collection } from "./collection.ts";
import { parseFilter, tokenizeFilter } from "./filter-text.ts";

/** What a list of collections is filtered and sorted by. */
export const listable = ["id", "created", "updated", "name", "system", "type"] as const;

/**
 * A filter over collections as a test. They are few and known already, so no database is asked.
 * @throws Failure `invalid` with the position and the nearest name.
 */
export function collectionTest(filter: string): (collection: Collection) => boolean {
  return testOf(parseFilter(tokenizeFilter(filter)));
}

type Test = (collection: Collection) => boolean;
/** Booleans are numbers, and null is the empty text, as in every filter. */
type Value = string | number;

function testOf(expression: Expression): Test {
  if (expression.kind === "comparison") return comparisonTest(expression);
  const tests = expression.terms.map(testOf);
  if (expression.kind === "all") return (each) => tests.every((test) => test(each));
  return (each) => tests.some((test) => test(each));
}

function comparisonTest({ left, operator, right }: Comparison): Test {
  const [read, readOther] = [readerOf(left), readerOf(right)];
  return (collection) => holds(read(collection), operator, readOther(collection));
}

function readerOf(operand: Operand): (collection: Collection) => Value {
  if (operand.kind === "literal") return () => operand.value;
  const name = operand.kind === "path" ? operand.text : operand.name;
  const key = operand.kind === "path" && listable.find((each) => each === name);
  if (key) return (collection) => valueOf(collection[key]);
  const constant = operand.kind === "path" && constants.get(name.toLowerCase());
  if (typeof constant === "string" || typeof constant === "number") return () => constant;
  const near = nearest(name, listable);
  throw new Failure(
    "invalid",
    `Collections cannot be filtered by ${name} (position ${operand.position}).`,
    { hint: near ? `Did you mean ${near}?` : `Filter by ${listable.join(", ")}.` },
  );
}

const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["null", ""],
  ["true", 1],
  ["false", 0],
]);

function valueOf(value: string | boolean): Value {
  return typeof value === "boolean" ? Number(value) : value;
}

function holds(left: Value, operator: Operator, right: Value): boolean {
  switch (operator) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "~":
      return contains(left, right);
    case "!~":
      return !contains(left, right);
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
  }
}

/** `%` stands for anything; without one, the text may stand anywhere. */
function contains(left: Value, right: Value): boolean {
  const text = String(right);
  const pattern = text.includes("%") ? text : `%${text}%`;
  const expression = pattern.split("%").map(escape).join(".*");
  return new RegExp(`^${expression}$`, "is").test(String(left));
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
