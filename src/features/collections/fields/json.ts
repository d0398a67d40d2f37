import { Type } from "@sinclair/typebox";
import { type FieldType, numberOption } from "../field.ts";
import { blank, parseJson, problem } from "./casting.ts";

/** PocketBase's limit where the field names none: 1 MB. */
const defaultMaxSize = 1024 * 1024;

export const json: FieldType = {
  name: "json",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    maxSize: Type.Integer({ default: 0, minimum: 0, description: "Most bytes; 0: 1 MB." }),
  },
  checkOptions: () => ({}),
  column: () => ({ kind: "json", default: null }),
  multiple: () => false,
  /** Text that is JSON is taken for the JSON it holds, other text for itself. */
  encode(_field, value) {
    if (value === null || value === undefined) return "null";
    const meant = typeof value === "string" ? (parseJson(value) ?? value) : value;
    return JSON.stringify(value === "null" ? null : meant);
  },
  check(field, cell) {
    const text = cell === null ? "null" : String(cell);
    if (field.required && ["null", '""', "[]", "{}"].includes(text)) return blank;
    const max = numberOption(field, "maxSize") || defaultMaxSize;
    if (Buffer.byteLength(text) <= max) return null;
    return problem("validation_json_size_limit", `The maximum allowed JSON size is ${max} bytes.`, {
      maxSize: max,
    });
  },
  decoder: () => (cell) => (typeof cell === "string" ? (parseJson(cell) ?? null) : cell),
  schema: () => Type.Unknown({ description: "Any JSON value." }),
};
