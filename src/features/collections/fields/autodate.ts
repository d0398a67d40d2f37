import { Type } from "@sinclair/typebox";
import type { FieldType } from "../field.ts";
import { problem } from "./casting.ts";
import { toDate } from "./date.ts";

export const autodate: FieldType = {
  name: "autodate",
  options: {
    onCreate: Type.Boolean({ default: false, description: "Set when the record is created." }),
    onUpdate: Type.Boolean({ default: false, description: "Set at every change." }),
  },
  checkOptions({ onCreate, onUpdate }) {
    if (onCreate || onUpdate) return {};
    const neither = problem("validation_required", "Set onCreate, onUpdate or both.");
    return { onCreate: neither, onUpdate: neither };
  },
  column: () => ({ kind: "text", default: "" }),
  multiple: () => false,
  encode: (_field, value) => toDate(value),
  check: () => null,
  schema: () => Type.String({ description: "UTC, set by the server." }),
};
