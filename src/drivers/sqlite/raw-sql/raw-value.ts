import { numberText } from "../../../lib/number-text.ts";
import type { RawValue } from "../../../kernel/raw-sql.ts";

/** A cell as node:sqlite reads it when it is to keep large integers. */
export type StoredCell = null | bigint | number | string | Uint8Array;

/** As text, the way PocketBase's console spells it. */
export function asText(cell: StoredCell): string | null {
  if (cell === null || typeof cell === "string") return cell;
  if (cell instanceof Uint8Array) return new TextDecoder().decode(cell);
  return typeof cell === "bigint" ? String(cell) : numberText(cell);
}

/** As JSON has it: what a number cannot hold is text, bytes are SQL's `x'00ff'`. */
export function asJson(cell: StoredCell, maxCharacters: number): RawValue {
  switch (typeof cell) {
    case "bigint":
      return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
    case "number":
      return Number.isFinite(cell) ? cell : numberText(cell);
    case "string":
      return shortened(cell, maxCharacters);
    default:
      if (cell === null) return null;
      return shortened(`x'${cell.subarray(0, maxCharacters).toHex()}'`, maxCharacters);
  }
}

function shortened(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  return `${text.slice(0, maxCharacters).toWellFormed()}… [${text.length} characters]`;
}
