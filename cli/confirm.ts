import { Failure } from "../src/kernel/failure.ts";

/**
 * Asks before something is gone for good.
 * @throws Failure `invalid` where nobody can be asked and `--yes` was not given, or on a "no".
 */
export function confirm(question: string, yes: boolean): void {
  if (yes) return;
  if (!process.stdin.isTTY) {
    throw new Failure("invalid", `${question} Nobody is there to answer.`, {
      hint: "Add --yes to go ahead without being asked.",
    });
  }
  const answer = prompt(`${question} [y/N]`);
  if (!/^y(es)?$/i.test(answer?.trim() ?? "")) {
    throw new Failure("invalid", "Nothing was done.", { hint: "Answer y, or add --yes." });
  }
}
