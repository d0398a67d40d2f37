import type { Problem } from "../../../kernel/failure.ts";

/** Any JSON value as text, the way PocketBase casts: what has no text is "". */
export function toText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return "";
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Any JSON value as a number; text that is no decimal number, and everything else, is 0. */
export function toNumber(value: unknown): number {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") return decimal.test(value) ? Number(value) : 0;
  return typeof value === "number" ? value : 0;
}

export function toBool(value: unknown): boolean {
  if (typeof value === "string") return ["1", "t", "true"].includes(value.toLowerCase());
  return typeof value === "number" ? value !== 0 : value === true;
}

/** A value, a list, or a JSON list of texts as distinct non-empty texts, in the given order. */
export function toTexts(value: unknown): string[] {
  const list = typeof value === "string" ? (textsIn(value) ?? value) : value;
  const texts = (Array.isArray(list) ? list : [list]).map(toText).filter((text) => text !== "");
  return [...new Set(texts)];
}

function textsIn(text: string): string[] | undefined {
  const list = text.startsWith("[") ? parseJson(text) : undefined;
  return Array.isArray(list) && list.every((each) => typeof each === "string") ? list : undefined;
}

/** Undefined where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is an answer here, not an error: the caller keeps the text as it is.
    return undefined;
  }
}

export const blank: Problem = { code: "validation_required", message: "Cannot be blank." };

export function problem(code: string, message: string, params?: Problem["params"]): Problem {
  return params ? { code, message, params } : { code, message };
}
