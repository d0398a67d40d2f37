import type { Caller } from "../../kernel/caller.ts";
import { Failure } from "../../kernel/failure.ts";
import type { ProgramError } from "../../kernel/sandbox.ts";
import { describe } from "../scripts/script-runner.ts";
import type { HookScript } from "../scripts/script.ts";

/**
 * Why a write is refused. What a script says in a `Refusal` is for the caller; what else went wrong in
 * it is for its authors.
 */
export function hookFailure(hook: HookScript, thrown: ProgramError, caller: Caller): Failure {
  if (thrown.kind === "refused") {
    return new Failure("invalid", thrown.message || "The write was refused.", {
      problems: Object.fromEntries(
        Object.entries(thrown.problems).map(([field, message]) => [
          field,
          { code: "validation_refused", message },
        ]),
      ),
      ...(caller.superuser && { hint: `The hook ${hook.name} refuses it.` }),
    });
  }
  const what = `The hook ${hook.name} failed: ${describe(thrown)}`;
  return new Failure("internal", "A hook of this collection failed, and nothing was written.", {
    cause: what,
    hint: caller.superuser ? what : "The server's log has the details.",
  });
}
