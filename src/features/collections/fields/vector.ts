import { Type } from "@sinclair/typebox";
import { type FieldType, numberOption } from "../field.ts";
import { blank, parseJson, problem } from "./casting.ts";

/** An embedding: a list of numbers, all of one length; nothing, or as many as the field says. */
export const vector: FieldType = {
  name: "vector",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    dimensions: Type.Integer({ default: 0, minimum: 0, maximum: 8192, description: "Its length." }),
  },
  checkOptions(field) {
    return numberOption(field, "dimensions") > 0 ? {} : { dimensions: blank };
  },
  column: () => ({ kind: "json", default: null }),
  multiple: () => false,
  encode(_field, value) {
    const given = typeof value === "string" && value !== "" ? (parseJson(value) ?? value) : value;
    if (given === null || given === undefined || given === "") return null;
    if (!Array.isArray(given) || !given.every((each) => Number.isFinite(each))) {
      return problem("validation_invalid_value", "Must be a list of numbers.");
    }
    return given.length === 0 ? null : JSON.stringify(given);
  },
  check(field, cell) {
    if (cell === null) return field.required ? blank : null;
    const dimensions = numberOption(field, "dimensions");
    const { length } = JSON.parse(String(cell)) as number[];
    if (length === dimensions) return null;
    return problem("validation_invalid_value", `Must hold ${dimensions} numbers, not ${length}.`, {
      dimensions,
    });
  },
  decoder: () => (cell) => (typeof cell === "string" ? JSON.parse(cell) : []),
  schema: (field) => Type.Array(Type.Number(), { maxItems: numberOption(field, "dimensions") }),
};
