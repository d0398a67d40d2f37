import type { ArgsDef, CommandDef } from "citty";
import { Failure } from "../src/kernel/failure.ts";
import { nearest } from "../src/lib/nearest.ts";

/** A citty command that also shows how it is used. `takesMore`: its last word may come any number of times. */
// oxlint-disable-next-line typescript/no-explicit-any -- citty's own word for "whatever arguments"
export type Command = CommandDef<any> & {
  readonly examples?: readonly string[];
  readonly takesMore?: true;
};

export interface FoundCommand {
  readonly command: Command;
  readonly arguments: ArgsDef;
  /** What was typed to get here: `["vaultbase", "token", "mint"]`. */
  readonly path: readonly string[];
  /** What remains of the command line. */
  readonly rest: readonly string[];
}

/**
 * Follows the words of a command line down to a command; only what lies on the way is loaded.
 * @throws Failure `invalid` for an unknown word, with the nearest.
 */
export async function findCommand(root: Command, words: readonly string[]): Promise<FoundCommand> {
  const path = ["vaultbase"];
  let command = root;
  let rest = words;
  for (;;) {
    const subCommands = await resolve(command.subCommands);
    const [word] = rest;
    if (!subCommands || word === undefined || word.startsWith("-")) break;
    if (!Object.hasOwn(subCommands, word)) {
      if (command.run) break;
      throw unknownCommand(word, path, Object.keys(subCommands));
    }
    command = (await resolve(subCommands[word])) as Command;
    path.push(word);
    rest = rest.slice(1);
  }
  return { command, arguments: ((await resolve(command.args)) ?? {}) as ArgsDef, path, rest };
}

function unknownCommand(word: string, path: readonly string[], known: readonly string[]): Failure {
  const near = nearest(word, known);
  const typed = path.join(" ");
  return new Failure(
    "invalid",
    `There is no command ${JSON.stringify([...path.slice(1), word].join(" "))}.`,
    {
      hint: near ? `Did you mean \`${typed} ${near}\`?` : `\`${typed} --help\` lists the commands.`,
    },
  );
}

export async function resolve<T>(value: T | Promise<T> | (() => T | Promise<T>)): Promise<T> {
  return typeof value === "function" ? (value as () => T | Promise<T>)() : value;
}
