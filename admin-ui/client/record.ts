import type { Collection, Field } from "../../src/product.ts";

/** A record as it is read: values by field name. */
export type RecordData = Readonly<Record<string, unknown>>;

/** What a record is called by people: its presentable fields, or the first that says something. */
export function labelOf(record: RecordData, collection: Collection | undefined): string {
  const said = labelFields(collection)
    .map(({ name }) => record[name])
    .filter((value) => typeof value === "string" || typeof value === "number")
    .map(String)
    .filter((text) => text !== "");
  return said.join(" · ") || String(record.id);
}

/** The fields that labels are made of. */
export function labelFields(collection: Collection | undefined): readonly Field[] {
  const fields = collection?.fields ?? [];
  const chosen = fields.filter(({ presentable }) => presentable);
  if (chosen.length > 0) return chosen;
  const names = ["name", "title", "label", "username", "email", "slug"];
  const usual = names.flatMap((name) => fields.find((each) => each.name === name) ?? []);
  return usual.slice(0, 1);
}

/** Fields a person may look at: no secrets, and nothing that only says whose address is shown. */
export function visibleFields(collection: Collection): readonly Field[] {
  return collection.fields.filter(
    ({ type, name, system }) => type !== "password" && !(system && name === "tokenKey"),
  );
}

/** True where a field's value is a list. */
export function holdsMany(field: Field): boolean {
  return Number(field.maxSelect ?? 1) > 1 && ["select", "relation", "file"].includes(field.type);
}

/** A value that is one or many, as many. */
export function asList(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === undefined || value === null || value === "" ? [] : [String(value)];
}

/** A text as filters have it. */
export function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
