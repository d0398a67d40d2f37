import { Type } from "@sinclair/typebox";
import { type FieldType, numberOption } from "../field.ts";
import { blank, problem, toText } from "./casting.ts";

/** PocketBase's limit where the field names none: 5 MB. */
const defaultMaxSize = 5 * 1024 * 1024;

export const editor: FieldType = {
  name: "editor",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    maxSize: Type.Integer({ default: 0, minimum: 0, description: "Most bytes; 0: 5 MB." }),
    convertURLs: Type.Boolean({ default: false }),
  },
  checkOptions: () => ({}),
  column: () => ({ kind: "text", default: "" }),
  multiple: () => false,
  encode: (_field, value) => toText(value),
  check(field, cell) {
    const value = String(cell);
    if (value === "") return field.required ? blank : null;
    const max = numberOption(field, "maxSize") || defaultMaxSize;
    if (Buffer.byteLength(value) <= max) return null;
    return problem(
      "validation_content_size_limit",
      `The maximum allowed content size is ${max} bytes.`,
      {
        maxSize: max,
      },
    );
  },
  schema: () => Type.String({ description: "HTML." }),
};
