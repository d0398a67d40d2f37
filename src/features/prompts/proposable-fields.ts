import { isSecret, type Field, type FieldTypeName } from "../collections/field.ts";

/** The fields whose values a prompt's argument may be completed from: short ones, and for all eyes. */
export function proposableFields({ fields }: { readonly fields: readonly Field[] }): Field[] {
  return fields.filter((field) => speaking.has(field.type) && !field.hidden && !isSecret(field));
}

const speaking = new Set<FieldTypeName>([
  "text",
  "email",
  "url",
  "number",
  "select",
  "date",
  "autodate",
  "relation",
]);
