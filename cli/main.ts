import { renderUsage, runCommand } from "citty";
import { asFailure } from "../src/kernel/failure.ts";
import { checkArguments } from "./check-arguments.ts";
import { findCommand, type FoundCommand } from "./find-command.ts";
import { printFailure } from "./print.ts";
import { rootCommand } from "./root-command.ts";

/**
 * Runs a command line. Answers the exit code: 0 done, 1 it failed, 2 it was not understood.
 */
export async function main(words: readonly string[]): Promise<number> {
  let understood = false;
  try {
    const found = await findCommand(rootCommand, words);
    const asksForHelp = found.rest.some((word) => word === "--help" || word === "-h");
    if (asksForHelp || !found.command.run) {
      if (!asksForHelp) checkArguments(found.rest, {}, found.path.join(" "));
      const explained = await explain(found);
      if (!asksForHelp && words.length > 0) {
        console.error(explained);
        return 2;
      }
      console.log(explained);
      return 0;
    }
    const { takesMore } = found.command;
    checkArguments(found.rest, found.arguments, found.path.join(" "), takesMore);
    understood = true;
    // The words are followed already; what looks like one more may be a file's name.
    const { subCommands: _, ...command } = found.command;
    await runCommand(command, { rawArgs: [...found.rest] });
    return 0;
  } catch (thrown) {
    if (isUsageError(thrown)) {
      console.error(`Error: ${thrown.message}\nHint: add --help to see how the command is used.`);
      return 2;
    }
    const failure = asFailure(thrown);
    if (failure.code === "internal") console.error(failure.cause ?? thrown);
    printFailure(failure);
    return understood ? 1 : 2;
  }
}

async function explain({ command, path }: FoundCommand): Promise<string> {
  const parent = { meta: { name: path.slice(0, -1).join(" ") } };
  const usage = await renderUsage(
    { ...command, meta: { ...(command.meta as object), name: path.at(-1) ?? "" } },
    path.length > 1 ? parent : undefined,
  );
  const examples = (command.examples ?? []).map((example) => `  ${example}`);
  const shown = examples.length > 0 ? ["", "EXAMPLES", "", ...examples] : [];
  const text = [usage.trimEnd(), ...shown, ""].join("\n");
  return process.stdout.isTTY ? text : Bun.stripANSI(text);
}

/** citty's own complaint about a missing argument or a value that is none of the choices. */
function isUsageError(thrown: unknown): thrown is Error {
  return thrown instanceof Error && thrown.name === "CLIError";
}
