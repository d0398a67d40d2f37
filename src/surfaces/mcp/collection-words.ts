import type { ToolCollection, ToolField } from "./mcp-host.ts";

/** How much a line about fields says. */
interface FieldDetail {
  readonly options: boolean;
  readonly data: boolean;
}

/** Newest first where the collection knows when its records were made. */
export function sortExample(collection: ToolCollection | null): string {
  if (!collection) return "-created_at,id";
  const open = collection.fields.filter((field) => !field.hidden);
  const types = ["autodate", "date", "number"];
  const best = types.flatMap((type) => open.find((field) => field.type === type)?.name ?? [])[0];
  return `-${best ?? "id"}`;
}

/** A filter that this collection takes. */
export function filterExample(collection: ToolCollection | null): string {
  const open = collection?.fields.filter((field) => !field.system && !field.hidden) ?? [];
  const named = (types: readonly string[]) =>
    open.find((field) => types.includes(field.type))?.name;
  const text = named(["text", "email", "url", "editor", "select"]);
  const number = named(["number"]);
  const parts = [text && `${text} ~ "word"`, number && `${number} > 10`].filter(Boolean);
  if (parts.length > 0) return parts.join(" && ");
  return collection ? 'id != ""' : 'title ~ "word" && year > 2000';
}

const fieldLineCharacters = { whole: 360, short: 120 };

/** `Fields: title text, status (draft|published), author → users.` Hidden ones are not told. */
export function fieldLine(collection: ToolCollection, detail: FieldDetail): string {
  const fields = collection.fields.filter(({ name, hidden }) => !hidden && name !== "id");
  const words = fields.map((field) => (detail.options ? fieldWords(field) : field.name));
  const room = detail.data ? fieldLineCharacters.whole : fieldLineCharacters.short;
  let line = "";
  for (const each of words) {
    if (line.length + each.length > room) {
      return `Fields: ${line}, … (describe_collection has all).`;
    }
    line += line ? `, ${each}` : each;
  }
  return `Fields: ${line}.`;
}

function fieldWords(field: ToolField): string {
  if (field.type === "select" && Array.isArray(field.values)) {
    const values = field.values.slice(0, 6).join("|");
    return `${field.name} (${values}${field.values.length > 6 ? "|…" : ""})`;
  }
  const isPlain = field.type === "text" || field.type === "autodate";
  return isPlain ? field.name : `${field.name} ${field.type}`;
}
