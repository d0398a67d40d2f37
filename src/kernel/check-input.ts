import type { Static, TObject, TSchema } from "@sinclair/typebox";
import { TypeCompiler, type TypeCheck } from "@sinclair/typebox/compiler";
import { type ValueError, ValueErrorType } from "@sinclair/typebox/errors";
import { nearest } from "../lib/nearest.ts";
import { blank, Failure, isProblem, type Problem, type Problems } from "./failure.ts";

/** What is checked of an operation. */
interface Checked<Input extends TObject> {
  readonly name: string;
  readonly input: Input;
  readonly refusal?: string;
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

/** A value of another type counts as one that cannot even be loaded. */
function explain(
  {
    name,
    input,
    refusal = "An error occurred while validating the submitted data.",
  }: Checked<TObject>,
  check: TypeCheck<TObject>,
  value: unknown,
) {
  const known = Object.keys(input.properties);
  const problems: MutableProblems = {};
  let first = "";
  let near = "";
  let readable = true;
  for (const error of check.Errors(value)) {
    const path = error.path.slice(1).split("/");
    const problem = problemOf(error.value, error.schema, error.message);
    if (!place(problems, path, problem)) continue;
    first ||= `${path.join(".") || "input"}: ${problem.message}`;
    readable &&= problem === blank || isUnknown(error) || isOfType(error.value, error.schema);
    if (path.length === 1 && !known.includes(path[0]!)) {
      const meant = nearest(path[0]!, known);
      if (meant) near ||= `Did you mean ${meant} instead of ${path[0]}?`;
    }
  }
  const advice = near || `${name} takes ${known.join(", ") || "nothing"}.`;
  const message = readable ? refusal : "An error occurred while loading the submitted data.";
  return new Failure("invalid", message, { hint: `${first} ${advice}`, problems });
}

function problemOf(value: unknown, schema: TSchema, message: string): Problem {
  const isBlank =
    value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  if (isBlank) return blank;
  if (typeof value === "string" && value.length > schema.maxLength) {
    const params = { min: 0, max: Number(schema.maxLength) };
    const tooLong = `The length must be no more than ${params.max}.`;
    return { code: "validation_length_too_long", message: tooLong, params };
  }
  if (isOfType(value, schema) && Array.isArray(schema.enum)) {
    const allowed = `Must be one of ${schema.enum.join(", ")}.`;
    return { code: "validation_in_invalid", message: allowed };
  }
  return { code: "validation_invalid_value", message: `${message}.` };
}

function isUnknown({ type }: ValueError): boolean {
  return type === ValueErrorType.ObjectAdditionalProperties;
}

function isOfType(value: unknown, { type }: TSchema): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  return typeof value === type && value !== null && !Array.isArray(value);
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
