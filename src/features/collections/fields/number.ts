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
  checkOptions({ min, max }) {
    if (typeof min !== "number" || typeof max !== "number" || min <= max) return {};
    return { max: problem("validation_invalid_value", `Must be at least min (${min}).`) };
  },
  column: () => ({ kind: "number", default: 0 }),
  multiple: () => false,
  encode: (_field, value) => toNumber(value),
  check({ required, min, max, onlyInt }, cell) {
    const value = Number(cell);
    if (value === 0) {
      if (required) return blank;
    }
    if (onlyInt && !Number.isInteger(value)) {
      return problem("validation_only_int_constraint", "Decimal numbers are not allowed.");
    }
    if (typeof min === "number" && value < min) {
      return problem("validation_min_number_constraint", `Must be larger than ${min}.`, { min });
    }
    if (typeof max === "number" && value > max) {
      return problem("validation_max_number_constraint", `Must be less than ${max}.`, { max });
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
