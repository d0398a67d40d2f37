import { Type } from "@sinclair/typebox";
import type { FieldType } from "../field.ts";
import { blank, toBool } from "./casting.ts";

export const bool: FieldType = {
  name: "bool",
  options: { required: Type.Boolean({ default: false, description: "Must be true." }) },
  checkOptions: () => ({}),
  column: () => ({ kind: "bool", default: 0 }),
  multiple: () => false,
  encode: (_field, value) => (toBool(value) ? 1 : 0),
  check: ({ required }, cell) => (required && cell !== 1 ? blank : null),
  decoder: () => (cell) => cell === 1,
  schema: () => Type.Boolean(),
};
