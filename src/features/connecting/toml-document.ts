import { parse, stringify, TomlError } from "smol-toml";
import { Failure } from "../../kernel/failure.ts";
import type { ConfigDocument, ServerEntries } from "./config-document.ts";

type Table = Readonly<Record<string, unknown>>;

/**
 * TOML with comments and order kept: an entry is a section of its own, put at the end or taken out
 * by its lines. The result is read again and held against what was meant; where somebody wrote the
 * entry in another way, it is left to them.
 */
export function tomlDocument(key: string, text: string, title: string): ConfigDocument {
  const root = read(text);
  const servers = (root[key] ?? {}) as ServerEntries;
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const without = (name: string) => {
    const { [name]: _, ...rest } = servers;
    return { text: withoutSections(text, [key, name]), rest };
  };
  const checked = (changed: string, expected: ServerEntries) => {
    const { [key]: _, ...others } = root;
    if (isTable(changed, { ...others, [key]: expected })) return changed;
    throw new Failure("conflict", `The entry in ${title}'s file is not a section of its own.`, {
      hint: `Write it as [${key}.NAME], or change it by hand: --print shows what it should be.`,
    });
  };
  return {
    servers,
    with(name, entry) {
      if (Bun.deepEquals(servers[name], entry)) return text;
      const { text: left, rest } = without(name);
      const section = stringify({ [key]: { [name]: entry } })
        .trim()
        .replaceAll("\n", lineEnd);
      const kept = left.trimEnd();
      const parts = [...(kept === "" ? [] : [kept]), section];
      return checked(parts.join(lineEnd.repeat(2)) + lineEnd, { ...rest, [name]: entry as Table });
    },
    without(name) {
      if (!Object.hasOwn(servers, name)) return text;
      const { text: left, rest } = without(name);
      return checked(left, rest);
    },
  };
}

/** @throws Failure `invalid` saying where it is broken. */
function read(text: string): Table {
  try {
    return parse(text, { integersAsBigInt: "asNeeded" });
  } catch (thrown) {
    if (!(thrown instanceof TomlError)) throw thrown;
    const [what = ""] = thrown.message.replace("Invalid TOML document: ", "").split("\n");
    const where = `line ${thrown.line}, column ${thrown.column}`;
    throw new Failure("invalid", `It is not valid TOML: ${what} at ${where}.`, {
      hint: "Correct it by hand.",
    });
  }
}

/** An empty table may be there or not. */
function isTable(text: string, expected: Table): boolean {
  try {
    const filled = (table: Table) =>
      Object.entries(table).filter(([, value]) => !Bun.deepEquals(value, {}));
    return Bun.deepEquals(
      Object.fromEntries(filled(read(text))),
      Object.fromEntries(filled(expected)),
    );
  } catch (thrown) {
    if (thrown instanceof Failure) return false;
    throw thrown;
  }
}

/**
 * Without the lines of `[a.b]` and of all sections below it. Remarks right before the next section
 * are about that one.
 */
function withoutSections(text: string, path: readonly string[]): string {
  const kept: string[] = [];
  let isInside = false;
  let remarks: string[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    const header = /^\s*\[{1,2}(?<keys>.+?)\]{1,2}\s*(?:#.*)?$/.exec(line.trimEnd());
    const isRemark = /^\s*(?:#.*)?$/.test(line.trimEnd());
    if (header) isInside = startsWith(header.groups?.keys ?? "", path);
    if (!isInside) {
      // One empty line between sections is enough.
      while (remarks[0]?.trim() === "" && !kept.at(-1)?.trim()) remarks.shift();
      kept.push(...remarks, line);
    }
    if (isInside && isRemark) remarks.push(line);
    else remarks = [];
  }
  return [...kept, ...remarks].join("");
}

/** Keys of a header may stand in quotes, with spaces around their dots. */
function startsWith(keys: string, path: readonly string[]): boolean {
  const words = [...keys.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare,
  );
  return path.every((each, index) => words[index] === each);
}
