import type { ArgDef, ArgsDef } from "citty";
import { Failure } from "../src/kernel/failure.ts";
import { nearest } from "../src/lib/nearest.ts";

/**
 * citty takes unknown flags and forgets them; here they are refused, and so are flags without their
 * value and words too many.
 * @throws Failure `invalid` with the nearest flag.
 */
export function checkArguments(
  given: readonly string[],
  known: ArgsDef,
  command: string,
  takesMore = false,
): void {
  const flags = flagNames(known);
  const named = Object.values(known).filter((each) => each.type === "positional").length;
  const places = takesMore ? Number.POSITIVE_INFINITY : named;
  let words = 0;
  for (const { flag, value, text } of readFlags(given, flags)) {
    if (flag === null) {
      words += 1;
      if (words > places) throw tooManyWords(text, places, command);
      continue;
    }
    const definition = flags.get(flag);
    if (!definition) throw unknownFlag(flag, [...flags.keys()], command);
    if (definition.type !== "boolean" && value === undefined) {
      throw new Failure("invalid", `${spell(flag)} needs a value.`, {
        hint: `Write ${spell(flag)}=VALUE; \`${command} --help\` shows examples.`,
      });
    }
  }
}

/** Every value of a flag that may be given more than once, in any spelling. */
export function flagValues(given: readonly string[], known: ArgsDef, name: string): string[] {
  const flags = flagNames(known);
  return [...readFlags(given, flags)]
    .filter((each) => each.flag !== null && flags.get(each.flag) === known[name])
    .flatMap((each) => each.value ?? []);
}

/** The same, commas split. */
export function allValues(given: readonly string[], known: ArgsDef, name: string): string[] {
  return flagValues(given, known, name)
    .flatMap((value) => value.split(","))
    .map((value) => value.trim())
    .filter((value) => value !== "");
}

interface Given {
  /** The flag's name without dashes; null for a plain word. */
  readonly flag: string | null;
  readonly value: string | undefined;
  readonly text: string;
}

function* readFlags(
  given: readonly string[],
  flags: ReadonlyMap<string, ArgDef>,
): Generator<Given> {
  for (let index = 0; index < given.length; index += 1) {
    const text = given[index] ?? "";
    if (text === "--") {
      for (const word of given.slice(index + 1)) yield { flag: null, value: undefined, text: word };
      return;
    }
    const match = /^--?([^=]+)(?:=(.*))?$/s.exec(text);
    // A lone dash is a file name, and a negative number a value.
    if (!match || /^-\d/.test(text)) {
      yield { flag: null, value: undefined, text };
      continue;
    }
    const flag = match[1] ?? "";
    const takesNext =
      match[2] === undefined && flags.has(flag) && flags.get(flag)?.type !== "boolean";
    if (takesNext) index += 1;
    yield { flag, value: takesNext ? given[index] : match[2], text };
  }
}

/** Every spelling a flag may be typed in. */
function flagNames(known: ArgsDef): Map<string, ArgDef> {
  const flags = new Map<string, ArgDef>([["help", { type: "boolean" }]]);
  for (const [name, definition] of Object.entries(known)) {
    if (definition.type === "positional") continue;
    flags.set(name, definition);
    flags.set(
      name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      definition,
    );
    const { alias: aliases = [] } = definition as { alias?: string | string[] };
    for (const alias of [aliases].flat()) flags.set(alias, definition);
  }
  return flags;
}

function unknownFlag(flag: string, known: readonly string[], command: string): Failure {
  const near = nearest(flag, known);
  return new Failure("invalid", `${command} has no flag ${spell(flag)}.`, {
    hint: near ? `Did you mean ${spell(near)}?` : `\`${command} --help\` lists its flags.`,
  });
}

function tooManyWords(word: string, places: number, command: string): Failure {
  const takes = places === 0 ? "no words" : places === 1 ? "one word" : `${places} words`;
  return new Failure(
    "invalid",
    `${command} takes ${takes}; ${JSON.stringify(word)} is one too many.`,
    {
      hint: `\`${command} --help\` shows how it is used; values with spaces need quotes.`,
    },
  );
}

function spell(flag: string): string {
  return flag.length === 1 ? `-${flag}` : `--${flag}`;
}
