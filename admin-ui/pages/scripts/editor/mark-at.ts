import type { Mark } from "../../../parts/code-editor-props.ts";

/** The word at a place, or what is left of its line, so that there is something to see. */
export function markAt(
  text: string,
  { line, column, message }: { line: number; column: number; message: string },
): Mark {
  const at = offsetAt(text, line, column);
  const word = /^[^\w\s]?[\w$]+|^\S/.exec(text.slice(at))?.[0] ?? "";
  // At the end of a line there is nothing to underline but what came before.
  const from = word === "" ? Math.max(0, at - 1) : at;
  return { from, to: Math.max(from + 1, at + word.length), message, severity: "error" };
}

/** Where a line and a column, both from 1, are in a text. */
function offsetAt(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  const length = lines[line - 1]?.length ?? 0;
  return Math.min(before + Math.min(Math.max(0, column - 1), length), text.length);
}
