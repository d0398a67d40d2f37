import { Type } from "@sinclair/typebox";
import type { FieldType } from "../field.ts";
import { blank, problem, toNumber } from "./casting.ts";

export const number: FieldType = {
  name: "number",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be 0." }),
    min: Type.Number({ default: null, description: "Smallest value." }),
    max: Type.Number({ default: null, description: "Largest value." }),
    onlyInt: Type.Boolean({ default: false, description: "Whole numbers only." }),
  },
  checkOptions({ min, max, onlyInt }) {
    for (const [name, limit] of Object.entries({ min, max })) {
      if (!onlyInt || typeof limit !== "number" || Number.isInteger(limit)) continue;
      return { [name]: problem("validation_only_int_constraint", "Must be a whole number.") };
    }
    if (typeof min !== "number" || typeof max !== "number" || min <= max) return {};
    return {
      max: problem("validation_min_number_constraint", `Must be at least min (${min}).`, { min }),
    };
  },
  column: () => ({ kind: "number", default: 0 }),
  multiple: () => false,
  encode(_field, value) {
    // "NaN" and "Infinity" are numbers to some clients, but to no column.
    const strange = typeof value === "string" && /^[+-]?(nan|inf(inity)?)$/i.test(value);
    const number = toNumber(value);
    if (!strange && Number.isFinite(number)) return number;
    return problem("validation_not_a_number", "The submitted number is not properly formatted.");
  },
  check({ required, min, max, onlyInt }, cell) {
    const value = Number(cell);
    // 0 is the empty number: without `required` it passes, whatever the range says.
    if (value === 0) return required ? blank : null;
    if (onlyInt && !Number.isInteger(value)) {
      return problem("validation_only_int_constraint", "Decimal numbers are not allowed.");
    }
    if (typeof min === "number" && value < min) {
      return problem("validation_min_number_constraint", `Must be greater or equal than ${min}.`, {
        min,
      });
    }
    if (typeof max === "number" && value > max) {
      return problem("validation_max_number_constraint", `Must be less or equal than ${max}.`, {
        max,
      });
    }
    return null;
  },
  schema({ min, max, onlyInt }) {
    const range = {
      ...(typeof min === "number" && { minimum: min }),
      ...(typeof max === "number" && { maximum: max }),
    };
    return onlyInt ? Type.Integer(range) : Type.Number(range);
  },
};
