import { raw, sql, type Sql } from "../../kernel/sql.ts";
import type { Call, Operand as Written } from "../../lib/filter/ast.ts";
import { Failure } from "../../kernel/failure.ts";
import { bound, type Compilation } from "./condition-compilation.ts";
import { dateText } from "./condition-macro.ts";
import { makeOperand, type Operand } from "./condition-operand.ts";

type FilterFunction = (
  compilation: Compilation,
  call: Call,
  resolve: (argument: Written) => Operand,
) => Operand;

export const functions: ReadonlyMap<string, FilterFunction> = new Map([
  ["geoDistance", geoDistance],
  ["strftime", strftime],
]);
export const functionNames: readonly string[] = [...functions.keys()];

/** `geoDistance(lonA, latA, lonB, latB)`: kilometres; where there are many rows, any one will do. */
function geoDistance(
  { scope }: Compilation,
  call: Call,
  resolve: (argument: Written) => Operand,
): Operand {
  const usage = "geoDistance(lonA, latA, lonB, latB) takes four numbers or fields.";
  if (call.arguments.length !== 4) throw misuse(call, usage);
  const [lonA, latA, lonB, latB] = call.arguments.map((argument) => {
    if (argument.kind === "path" || isNumber(argument)) return resolve(argument);
    throw misuse(call, usage);
  });
  if (!lonA || !latA || !lonB || !latB) throw misuse(call, usage);
  const given = [lonA, latA, lonB, latB];
  return makeOperand(scope.dialect.distance(lonA.value, latA.value, lonB.value, latB.value), {
    joins: given.flatMap(({ joins }) => joins),
    folds: false,
    guard: guardOf(given),
  });
}

/** `strftime('%Y-%m', created, …modifiers)`: text, or NULL (the same as "") for what is no time. */
function strftime(
  { scope }: Compilation,
  call: Call,
  resolve: (argument: Written) => Operand,
): Operand {
  const usage = "strftime('format', time, 'modifier', …) takes a text, then a field or a value.";
  const [first, second, ...others] = call.arguments;
  const tooMany = call.arguments.length > argumentsMax;
  if (!first || !isText(first) || tooMany || !others.every(isText)) throw misuse(call, usage);
  if (second?.kind === "call") throw misuse(call, usage);
  const now = makeOperand(bound(({ facts }) => dateText(facts.now.getTime())));
  const time = second ? resolve(second) : now;
  const format = resolve(first).value;
  const modifiers = others.map((argument) => resolve(argument).value);
  const formatted = (value: Sql): Sql => scope.dialect.formatTime(format, value, modifiers);
  return makeOperand(formatted(time.value), {
    joins: time.joins,
    every: time.every && { ...time.every, value: formatted(time.every.value) },
    guard: time.guard,
  });
}

const argumentsMax = 10;

function guardOf(operands: readonly Operand[]): Operand["guard"] {
  const tests = operands.flatMap(({ guard }) => (guard ? [guard.test] : []));
  if (tests.length === 0) return null;
  return { test: tests.reduce((all, test) => sql`${all} AND ${test}`, raw("TRUE")), every: null };
}

function isText(argument: Written): boolean {
  return argument.kind === "literal" && typeof argument.value === "string";
}

function isNumber(argument: Written): boolean {
  return argument.kind === "literal" && typeof argument.value === "number";
}

function misuse(call: Call, usage: string): Failure {
  const { name, position } = call;
  return new Failure("invalid", `${name} is called wrongly (position ${position}).`, {
    position,
    hint: usage,
  });
}
