import { Type } from "@sinclair/typebox";
import { type FieldType, textOption } from "../field.ts";
import { blank, problem } from "./casting.ts";

export const date: FieldType = {
  name: "date",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    min: Type.String({ default: "", description: "Earliest, such as 2024-01-31." }),
    max: Type.String({ default: "", description: "Latest." }),
  },
  checkOptions(field) {
    const [min, max] = [toDate(field.min), toDate(field.max)];
    if (min === "" || max === "" || min <= max) return {};
    return { max: problem("validation_invalid_value", "Must not be before min.") };
  },
  column: () => ({ kind: "text", default: "" }),
  multiple: () => false,
  encode: (_field, value) => toDate(value),
  check(field, cell) {
    const value = String(cell);
    if (value === "") return field.required ? blank : null;
    const [min, max] = [toDate(textOption(field, "min")), toDate(textOption(field, "max"))];
    if (min !== "" && value < min) {
      return problem("validation_min_greater_equal_than_required", `Must be ${min} or later.`);
    }
    if (max !== "" && value > max) {
      return problem("validation_max_less_equal_than_required", `Must be ${max} or earlier.`);
    }
    return null;
  },
  schema: () => Type.String({ description: "UTC, such as 2024-05-06 07:08:09.000Z." }),
};

/**
 * A moment as `2024-05-06 00:00:00.000Z`, from ISO 8601, the same with a space, a date alone, or Unix
 * seconds; "" where it is none of these. Times without a zone are UTC.
 */
export function toDate(value: unknown): string {
  if (typeof value === "number") return fromMilliseconds(value * 1000);
  if (typeof value !== "string" || value === "") return "";
  if (/^-?\d+$/.test(value)) return fromMilliseconds(Number(value) * 1000);
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      value.trim(),
    );
  if (!parts) return "";
  const [, day, minute = "00:00", second = ":00", zone = "Z"] = parts;
  return fromMilliseconds(
    Date.parse(`${day}T${minute}${second.replace(",", ".")}${zone.toUpperCase()}`),
  );
}

function fromMilliseconds(milliseconds: number): string {
  // Years of five digits would sort as text before all others.
  if (!(Math.abs(milliseconds) < 253_402_300_800_000)) return "";
  return new Date(milliseconds).toISOString().replace("T", " ");
}
