import { Type } from "@sinclair/typebox";
import { type Field, type FieldType, textOption } from "../field.ts";
import { blank, problem } from "./casting.ts";
import { momentText } from "../../../lib/moment.ts";

export const date: FieldType = {
  name: "date",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    min: Type.String({ default: "", description: "Earliest, such as 2024-01-31." }),
    max: Type.String({ default: "", description: "Latest." }),
  },
  checkOptions(field) {
    const unreadable = ["min", "max"].find((name) => field[name] && toDate(field[name]) === "");
    if (unreadable) return { [unreadable]: problem("validation_invalid_date", "Is no date.") };
    const [min, max] = range(field);
    if (min === "" || max === "" || min <= max) return {};
    return { max: problem("validation_invalid_value", "Must not be before min.") };
  },
  column: () => ({ kind: "text", default: "" }),
  multiple: () => false,
  encode: (_field, value) => toDate(value),
  check(field, cell) {
    const value = String(cell);
    if (value === "") return field.required ? blank : null;
    const [min, max] = range(field);
    if (min !== "" && value < min) {
      return problem("validation_min_greater_equal_than_required", `Must be ${min} or later.`, {
        threshold: min.replace(" ", "T"),
      });
    }
    if (max !== "" && value > max) {
      return problem("validation_max_less_equal_than_required", `Must be ${max} or earlier.`, {
        threshold: max.replace(" ", "T"),
      });
    }
    return null;
  },
  schema: () => Type.String({ description: "UTC, such as 2024-05-06 07:08:09Z." }),
};

function range(field: Field): [string, string] {
  return [toDate(textOption(field, "min")), toDate(textOption(field, "max"))];
}

const isoDate =
  /^(\d{4}-\d{2}-(\d{2}))(?:[T ](\d{2}:\d{2})(:\d{2}(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const mailDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} (GMT|UTC|[+-]\d{4})$/;

/**
 * A moment as `2024-05-06 00:00:00.000Z`, from ISO 8601, the same with a space, a date alone, mail's
 * form (RFC 1123), or Unix seconds as a number; "" where it is none of these, or 0. Times without a
 * zone are UTC.
 */
export function toDate(value: unknown): string {
  if (typeof value === "number") return value === 0 ? "" : fromMilliseconds(value * 1000);
  if (typeof value !== "string") return "";
  const text = value.trim();
  if (mailDate.test(text)) return fromMilliseconds(Date.parse(text));
  const parts = isoDate.exec(text);
  if (!parts) return "";
  const [, day, dayOfMonth, minute = "00:00", second = ":00", zone = "Z"] = parts;
  // 30 February would silently become the first of March.
  if (new Date(`${day}T00:00:00Z`).getUTCDate() !== Number(dayOfMonth)) return "";
  return fromMilliseconds(
    Date.parse(`${day}T${minute}${second.replace(",", ".")}${zone.toUpperCase()}`),
  );
}

function fromMilliseconds(milliseconds: number): string {
  // Years of five digits, and negative ones, would not sort as text.
  if (!(milliseconds >= -62_167_219_200_000 && milliseconds < 253_402_300_800_000)) return "";
  return momentText(new Date(milliseconds));
}
