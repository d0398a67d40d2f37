/**
 * Record text between marks that it cannot forge: `<` inside is escaped, so exactly one closing tag
 * exists, and `tag` is new in every answer; the server's instructions say once what the marks mean.
 * `json`: what stands between them, from `visibleJson`.
 */
export function fenced(label: string, json: string): string {
  const mark = label.replace(/[^\w .:-]/g, "_");
  return `<user-data label="${mark}" tag="${freshTag()}">${json}</user-data>`;
}

function freshTag(): string {
  return crypto.getRandomValues(new Uint8Array(4)).toHex();
}
