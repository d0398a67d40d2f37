import { isDeeperThan } from "../lib/nesting.ts";
import { Failure } from "./failure.ts";
import { limits } from "./limits.ts";

/** What is nested so deep that reading it could take the process with it. */
export function isTooDeep(input: unknown): boolean {
  return isDeeperThan(input, limits.jsonDepth);
}

export function tooDeep(): Failure {
  return new Failure("invalid", `The input is nested more than ${limits.jsonDepth} levels deep.`, {
    hint: "Send it flatter.",
  });
}
