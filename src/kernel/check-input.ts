import { TypeCompiler, type TypeCheck } from "@sinclair/typebox/compiler";
import type { TSchema } from "@sinclair/typebox";
import { nearest } from "../lib/nearest.ts";
import { Failure, type Problem } from "./failure.ts";
import type { AnyOperation } from "./operation.ts";

/** Compiled once per operation; the operation itself is the key, so nothing is ever stale. */
const compiled = new WeakMap<AnyOperation, TypeCheck<TSchema>>();

/**
 * The operation's input, checked as it is: nothing is coerced and nothing dropped.
 * @throws Failure `invalid` with a problem per wrong or unknown property, nearest name included.
 */
export function checkInput(operation: AnyOperation, input: unknown): any {
  let check = compiled.get(operation);
  if (!check) {
    check = TypeCompiler.Compile(operation.input as TSchema);
    compiled.set(operation, check);
  }
  if (check.Check(input)) return input;
  const problems: Record<string, Problem> = {};
  const known = Object.keys(operation.input.properties);
  const hints: string[] = [];
  for (const error of check.Errors(input)) {
    const path = error.path.slice(1).replaceAll("/", ".") || "input";
    if (problems[path]) continue;
    const missing = error.value === undefined;
    problems[path] = {
      code: missing ? "validation_required" : "validation_invalid_value",
      message: missing ? "Cannot be blank." : `${error.message}.`,
    };
    const near = known.includes(path) ? undefined : nearest(path, known);
    if (near) hints.push(`Did you mean ${near} instead of ${path}?`);
  }
  const first = Object.entries(problems)[0];
  throw new Failure("invalid", `${operation.name}: ${first?.[0]}: ${first?.[1].message}`, {
    hint: hints.join(" ") || `${operation.name} takes ${known.join(", ") || "nothing"}.`,
    problems,
  });
}
