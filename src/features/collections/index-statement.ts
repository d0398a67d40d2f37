import type { Index, IndexColumn } from "../../kernel/table-change.ts";

export interface IndexStatement extends Index {
  readonly table: string;
}

/** CREATE INDEX text in the kernel's words; undefined where it is something else. */
export function parseIndex(statement: string): IndexStatement | undefined {
  const match =
    /^\s*CREATE\s+(UNIQUE\s+)?INDEX\s+(?:IF\s+NOT\s+EXISTS\s+)?(`[^`]+`|"[^"]+"|\[[^\]]+\]|[\w.]+)\s+ON\s+(`[^`]+`|"[^"]+"|\[[^\]]+\]|\w+)\s*\(([\s\S]*)$/i.exec(
      statement,
    );
  if (!match) return undefined;
  const [, unique, name, table, rest] = match;
  const end = closingParenthesis(rest!);
  if (end < 0) return undefined;
  const tail = /^\s*(?:WHERE\s+([\s\S]+?))?\s*;?\s*$/i.exec(rest!.slice(end + 1));
  if (!tail) return undefined;
  const columns = splitTopLevel(rest!.slice(0, end)).map(parseColumn);
  if (columns.length === 0 || columns.some((column) => column.name === "")) return undefined;
  return {
    name: unquote(name!.split(".").at(-1)!),
    table: unquote(table!),
    unique: unique !== undefined,
    columns,
    where: tail[1] ?? "",
  };
}

/** The statement as the wire has it. */
export function renderIndex({ name, table, unique, columns, where }: IndexStatement): string {
  const list = columns.map((column) => {
    const what = /^\w+$/.test(column.name) ? `\`${column.name}\`` : column.name;
    return [what, column.collate && `COLLATE ${column.collate}`, column.order]
      .filter(Boolean)
      .join(" ");
  });
  // Several columns stand on a line each, as PocketBase writes them.
  const listed = list.length === 1 ? list[0] : `\n  ${list.join(",\n  ")}\n`;
  return `CREATE ${unique ? "UNIQUE " : ""}INDEX \`${name}\` ON \`${table}\` (${listed})${where ? ` WHERE ${where}` : ""}`;
}

function parseColumn(text: string): IndexColumn {
  const match = /^([\s\S]*?)(?:\s+COLLATE\s+(\w+))?(?:\s+(ASC|DESC))?$/i.exec(text.trim());
  return {
    name: unquote(match?.[1] ?? ""),
    collate: match?.[2] ?? "",
    order: (match?.[3]?.toUpperCase() ?? "") as IndexColumn["order"],
  };
}

function unquote(name: string): string {
  return /^(`[^`]*`|"[^"]*"|\[[^\]]*\])$/.test(name) ? name.slice(1, -1) : name;
}

function closingParenthesis(text: string): number {
  let depth = 1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at;
  }
  return -1;
}

function splitTopLevel(text: string): string[] {
  const pieces = [""];
  let depth = 0;
  for (const character of text) {
    if (character === "," && depth === 0) {
      pieces.push("");
      continue;
    }
    if (character === "(") depth++;
    if (character === ")") depth--;
    pieces[pieces.length - 1] += character;
  }
  return pieces;
}
