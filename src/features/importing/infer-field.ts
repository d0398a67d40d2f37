import type { FieldInput } from "../collections/collection-input.ts";
import { dateReaderFor } from "./read-date.ts";

/** A field as `collections.create` takes it, without its name. */
export type InferredField = Omit<FieldInput, "name">;

export interface Inference {
  readonly field: InferredField;
  /** A present cell as the field takes it. */
  read(cell: unknown): unknown;
}

/** More distinct values than this are text, however often each comes. */
const selectMaxValues = 40;
/** A value must come back this often on average before a column counts as a choice. */
const selectMinRepeats = 5;
const selectMaxCharacters = 60;
/** What a text field takes unless told otherwise, characters. */
const textMax = 5000;

/**
 * The narrowest field that takes every value of a column. `cells` are the present ones; a column
 * without any becomes text.
 */
export function inferField(cells: readonly unknown[]): Inference {
  const every = (is: (cell: unknown) => boolean) => cells.length > 0 && cells.every(is);
  if (every((cell) => readBool(cell) !== null)) return { field: { type: "bool" }, read: readBool };
  if (every((cell) => readNumber(cell) !== null))
    return { field: { type: "number" }, read: readNumber };
  const date = cells.length > 0 ? dateReaderFor(cells) : null;
  if (date) return { field: { type: "date" }, read: date };
  if (every(isPoint)) return { field: { type: "geoPoint" }, read: asIs };
  if (cells.some((cell) => typeof cell === "object"))
    return { field: { type: "json" }, read: asIs };
  const texts = cells.map(String);
  if (every((cell) => emailPattern.test(String(cell))))
    return { field: { type: "email" }, read: String };
  if (every((cell) => isUrl(String(cell)))) return { field: { type: "url" }, read: String };
  const values = choices(texts);
  if (values) return { field: { type: "select", values, maxSelect: 1 }, read: String };
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
  const roomier = longest > textMax && { max: nextPowerOfTwo(longest) };
  return { field: { type: "text", ...roomier }, read: String };
}

const emailPattern = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/;

function asIs(cell: unknown): unknown {
  return cell;
}

export function readBool(cell: unknown): boolean | null {
  if (typeof cell === "boolean") return cell;
  if (typeof cell !== "string") return null;
  const word = cell.toLowerCase();
  return word === "true" || word === "yes"
    ? true
    : word === "false" || word === "no"
      ? false
      : null;
}

/** Only text that is a number and nothing else: `007` and `1e400` are not. */
export function readNumber(cell: unknown): number | null {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== "string" || !/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(cell))
    return null;
  const number = Number(cell);
  const keepsDigits = !/^-?\d+$/.test(cell) || Number.isSafeInteger(number);
  return Number.isFinite(number) && keepsDigits ? number : null;
}

function isPoint(cell: unknown): boolean {
  if (typeof cell !== "object" || cell === null || Object.keys(cell).length !== 2) return false;
  const { lon, lat } = cell as Record<string, unknown>;
  return isWithin(lon, 180) && isWithin(lat, 90);
}

export function isWithin(value: unknown, bound: number): boolean {
  return typeof value === "number" && Math.abs(value) <= bound;
}

function isUrl(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
}

function choices(texts: readonly string[]): string[] | null {
  const values = new Set<string>();
  for (const text of texts) {
    values.add(text);
    if (values.size > selectMaxValues || text.length > selectMaxCharacters) return null;
  }
  if (values.size < 2 || texts.length < values.size * selectMinRepeats) return null;
  return [...values].toSorted((a, b) => a.localeCompare(b, "en"));
}

function nextPowerOfTwo(number: number): number {
  return 2 ** Math.ceil(Math.log2(number + 1));
}
