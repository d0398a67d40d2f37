import { Type } from "@sinclair/typebox";
import { type FieldType, numberOption, textOption } from "../field.ts";
import { blank, problem, toText } from "./casting.ts";
import { checkPattern, checkRange } from "./text.ts";

/** Its cell is a hash; `check` is asked about the plain text, before that is hashed. */
export const password: FieldType = {
  name: "password",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    min: Type.Integer({ default: 0, minimum: 0, description: "Fewest characters." }),
    max: Type.Integer({ default: 0, minimum: 0, description: "Most characters; 0: 71." }),
    pattern: Type.String({ default: "", description: "Regular expression it must match." }),
    cost: Type.Integer({ default: 0, minimum: 0, maximum: 31 }),
  },
  checkOptions: (field) => ({ ...checkPattern(field, "pattern"), ...checkRange(field) }),
  column: () => ({ kind: "text", default: "" }),
  multiple: () => false,
  encode: (_field, value) => toText(value),
  check(field, cell) {
    const value = String(cell);
    if (value === "") return field.required ? blank : null;
    const { length } = [...value];
    const [min, max] = [numberOption(field, "min"), numberOption(field, "max") || 71];
    if (length < min) {
      return problem("validation_min_text_constraint", `Must be at least ${min} character(s).`);
    }
    if (length > max) {
      return problem("validation_max_text_constraint", `Must be no more than ${max} character(s).`);
    }
    const pattern = textOption(field, "pattern");
    if (pattern === "" || new RegExp(pattern).test(value)) return null;
    return problem("validation_invalid_format", "Invalid value format.");
  },
  schema: () => Type.String(),
};
