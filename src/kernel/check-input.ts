import type { Static, TObject } from "@sinclair/typebox";
import { TypeCompiler, type TypeCheck } from "@sinclair/typebox/compiler";
import { nearest } from "../lib/nearest.ts";
import { blank, Failure, isProblem, type Problem, type Problems } from "./failure.ts";

/** What is checked of an operation. */
interface Checked<Input extends TObject> {
  readonly name: string;
  readonly input: Input;
}

/** Compiled once per schema; the schema itself is the key, so nothing is ever stale. */
const compiled = new WeakMap<TObject, TypeCheck<TObject>>();

/**
 * The operation's input, checked as it is: nothing is coerced and nothing dropped.
 * @throws Failure `invalid` with problems shaped like the input, nearest name included.
 */
export function checkInput<Input extends TObject>(
  operation: Checked<Input>,
  input: unknown,
): Static<Input> {
  let check = compiled.get(operation.input);
  if (!check)
    compiled.set(operation.input, (check = TypeCompiler.Compile<TObject>(operation.input)));
  if (check.Check(input)) return input as Static<Input>;
  throw explain(operation, check, input);
}

function explain({ name, input }: Checked<TObject>, check: TypeCheck<TObject>, value: unknown) {
  const known = Object.keys(input.properties);
  const problems: MutableProblems = {};
  let first = "";
  let hint = "";
  for (const error of check.Errors(value)) {
    const path = error.path.slice(1).split("/");
    const problem = problemOf(error.value, error.message);
    if (!place(problems, path, problem)) continue;
    first ||= `${path.join(".") || "input"}: ${problem.message}`;
    const near = path.length === 1 && !known.includes(path[0]!) && nearest(path[0]!, known);
    if (near) hint ||= `Did you mean ${near} instead of ${path[0]}?`;
  }
  return new Failure("invalid", `${name}: ${first}`, {
    hint: hint || `${name} takes ${known.join(", ") || "nothing"}.`,
    problems,
  });
}

function problemOf(value: unknown, message: string): Problem {
  const isBlank =
    value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return isBlank ? blank : { code: "validation_invalid_value", message: `${message}.` };
}

interface MutableProblems {
  [name: string]: Problem | MutableProblems;
}

/** The first problem of a place counts; what is inside or around it says the same again. */
function place(problems: MutableProblems, path: readonly string[], problem: Problem): boolean {
  const [name = "input", ...deeper] = path;
  const here = Object.hasOwn(problems, name) ? problems[name] : undefined;
  if (deeper.length === 0) {
    if (here) return false;
    problems[name || "input"] = problem;
    return true;
  }
  if (here && isProblem(here as Problem | Problems)) return false;
  return place((problems[name] = (here as MutableProblems) ?? {}), deeper, problem);
}
