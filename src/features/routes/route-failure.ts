import type { Caller } from "../../kernel/caller.ts";
import { Failure } from "../../kernel/failure.ts";
import type { ProgramError } from "../../kernel/sandbox.ts";
import { describe } from "../scripts/script-runner.ts";
import type { RouteScript } from "../scripts/script.ts";

/**
 * What a caller hears of a script that did not answer: its refusal, what an operation that it called
 * refused, or that it failed, which its authors are told more of.
 */
export function routeFailure(route: RouteScript, thrown: ProgramError, caller: Caller): Failure {
  const said = thrown.kind === "refused" ? "invalid" : thrown.code;
  if (said && said !== "internal") {
    return new Failure(said, thrown.message || "The request was refused.", {
      problems: Object.fromEntries(
        Object.entries(thrown.problems).map(([field, message]) => [
          field,
          { code: "validation_refused", message },
        ]),
      ),
    });
  }
  const what = `The route ${route.name} failed: ${describe(thrown)}`;
  return new Failure("internal", "Something went wrong while processing your request.", {
    cause: what,
    hint: caller.superuser ? what : "The server's log has the details.",
  });
}
