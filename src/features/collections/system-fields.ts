import type { Field } from "./field.ts";
import { completeField } from "./complete-field.ts";

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

/** What makes a collection one of people: in PocketBase's order, with its ids. */
export const authFields: readonly Field[] = [
  completeField({
    id: "password901924565",
    name: "password",
    type: "password",
    system: true,
    hidden: true,
    required: true,
    min: 8,
  }),
  completeField({
    id: "text2504183744",
    name: "tokenKey",
    type: "text",
    system: true,
    hidden: true,
    required: true,
    min: 30,
    max: 60,
    autogeneratePattern: "[a-zA-Z0-9]{50}",
  }),
  completeField({
    id: "email3885137012",
    name: "email",
    type: "email",
    system: true,
    required: true,
  }),
  completeField({
    id: "bool1547992806",
    name: "emailVisibility",
    type: "bool",
    system: true,
  }),
  completeField({ id: "bool256245529", name: "verified", type: "bool", system: true }),
];

/** What a new collection gets that says nothing of its own about time. */
export const timestampFields: readonly Field[] = [
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
