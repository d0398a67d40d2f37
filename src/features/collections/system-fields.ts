import type { Collection } from "./collection.ts";
import { completeField } from "./complete-field.ts";
import type { Field } from "./field.ts";

/** Every record has it. */
export const idField: Field = completeField({
  id: "text3208210256",
  name: "id",
  type: "text",
  system: true,
  required: true,
  primaryKey: true,
  min: 15,
  max: 15,
  pattern: "^[a-z0-9]+$",
  autogeneratePattern: "[a-z0-9]{15}",
});

const systemField = { system: true, required: true } as const;

/** What makes a collection one of people: in PocketBase's order, with its ids. */
export const authFields: readonly Field[] = [
  completeField({
    ...systemField,
    id: "password901924565",
    name: "password",
    type: "password",
    hidden: true,
    min: 8,
  }),
  completeField({
    ...systemField,
    id: "text2504183744",
    name: "tokenKey",
    type: "text",
    hidden: true,
    min: 30,
    max: 60,
    autogeneratePattern: "[a-zA-Z0-9]{50}",
  }),
  completeField({ ...systemField, id: "email3885137012", name: "email", type: "email" }),
  completeField({ id: "bool1547992806", name: "emailVisibility", type: "bool", system: true }),
  completeField({ id: "bool256245529", name: "verified", type: "bool", system: true }),
];

/** What no caller may change about a system field, since the product relies on it. */
const fixed: Readonly<Record<string, Partial<Field>>> = {
  id: { primaryKey: true, required: true, hidden: false },
  password: { required: true, hidden: true },
  tokenKey: { required: true, hidden: true },
};

/** What a new collection gets that says nothing of its own about time. */
const timestampFields: readonly Field[] = [
  completeField({
    id: "autodate2990389176",
    name: "created_at",
    type: "autodate",
    onCreate: true,
  }),
  completeField({
    id: "autodate3332085495",
    name: "updated_at",
    type: "autodate",
    onCreate: true,
    onUpdate: true,
  }),
];

export function systemFieldsOf(type: Collection["type"]): readonly Field[] {
  return type === "auth" ? [idField, ...authFields] : [idField];
}

/**
 * The fields with those the type cannot do without, as far as they are configured given: an id that
 * was left out comes first, the others last.
 */
export function withSystemFields(fields: readonly Field[], type: Collection["type"]): Field[] {
  const given = new Map<Field, Field>();
  const missing: Field[] = [];
  for (const own of systemFieldsOf(type)) {
    const field =
      fields.find((each) => each.name === own.name) ?? fields.find((each) => each.id === own.id);
    if (field) given.set(field, { ...field, system: true, ...fixed[own.name] });
    else missing.push(own);
  }
  const id = missing[0]?.name === "id" ? missing.splice(0, 1) : [];
  return [...id, ...fields.map((field) => given.get(field) ?? field), ...missing];
}

export function withTimestamps(fields: readonly Field[]): Field[] {
  if (fields.some((field) => field.type === "autodate")) return [...fields];
  const names = new Set(fields.map((field) => field.name.toLowerCase()));
  return [...fields, ...timestampFields.filter((field) => !names.has(field.name))];
}
