import type { Collection } from "../../../src/product.ts";
import { quoted } from "../../client/record.ts";

/** What a person typed, as a list takes it. */
export interface ReadQuery {
  readonly filter?: string;
  readonly search?: string;
}

const comparison = /[=!<>~]|&&|\|\|/;
const wordy = new Set(["text", "email", "url", "editor", "select"]);

/** A filter where it compares something; other words are looked for in every text there is. */
export function readQueryText(text: string, collection: Collection): ReadQuery {
  const words = text.trim();
  if (words === "") return {};
  if (isFilter(words)) return { filter: words };
  if (collection.search) return { search: words };
  const value = quoted(words);
  const fields = collection.fields.filter(({ type }) => wordy.has(type));
  return { filter: fields.map(({ name }) => `${name} ~ ${value}`).join(" || ") };
}

/** Whether a text compares something. */
export function isFilter(text: string): boolean {
  return comparison.test(text);
}
