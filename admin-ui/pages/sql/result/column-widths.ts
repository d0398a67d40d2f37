import type { Cell, ResultColumn } from "../outcome.ts";
import { typeInWords } from "./column-type.ts";

/** Rows that are looked at, a character's width and the room around, pixels. */
const lookedAt = 60;
const characterWidth = 7.4;
const around = 26;
const narrowest = 70;
const widest = 340;

/** As wide as the first rows and the name need, within reason, pixels. */
export function columnWidths(
  columns: readonly ResultColumn[],
  rows: readonly (readonly Cell[])[],
): readonly number[] {
  const seen = rows.slice(0, lookedAt);
  return columns.map((column, index) => {
    const longest = Math.max(...seen.map((row) => String(row[index] ?? "NULL").length));
    const head = (column.name.length + typeInWords(column).length) * characterWidth + 22 + around;
    const wanted = Math.max(longest * characterWidth + around, head);
    return Math.round(Math.min(widest, Math.max(narrowest, wanted)));
  });
}
