import { visibleJson } from "./visible-text.ts";

/**
 * Record text between marks that it cannot forge: `<` inside is escaped, so exactly one closing tag
 * exists, and `tag` is new in every answer. What stands between the marks is JSON that parses to the
 * very value given; the server's instructions say once what the marks mean.
 */
export function fenced(label: string, value: unknown): string {
  const mark = label.replace(/[^\w .:-]/g, "_");
  return `<user-data label="${mark}" tag="${freshTag()}">${visibleJson(value)}</user-data>`;
}

function freshTag(): string {
  return crypto.getRandomValues(new Uint8Array(4)).toHex();
}
