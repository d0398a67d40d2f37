import { Type } from "@sinclair/typebox";
import type { Problem } from "../../../kernel/failure.ts";
import type { Cell } from "../../../kernel/storage.ts";
import { randomFromPattern } from "../../../lib/random-from-pattern.ts";
import { type Field, type FieldType, numberOption, textOption } from "../field.ts";
import { blank, problem, toText } from "./casting.ts";

/** PocketBase's limit where a text field names none, in characters. */
const defaultMax = 5000;

export const text: FieldType = {
  name: "text",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    min: Type.Integer({ default: 0, minimum: 0, description: "Fewest characters." }),
    max: Type.Integer({ default: 0, minimum: 0, description: "Most characters; 0: 5000." }),
    pattern: Type.String({ default: "", description: "Regular expression the value must match." }),
    autogeneratePattern: Type.String({
      default: "",
      description: "Regular expression a missing value is made from.",
    }),
    primaryKey: Type.Boolean({ default: false }),
  },
  checkOptions(field) {
    return {
      ...checkPattern(field, "pattern"),
      ...checkRange(field),
      ...checkGenerated(field),
    };
  },
  column: () => ({ kind: "text", default: "" }),
  multiple: () => false,
  encode: (_field, value) => toText(value),
  check: checkText,
  schema(field) {
    const min = numberOption(field, "min");
    const max = numberOption(field, "max");
    const pattern = textOption(field, "pattern");
    return Type.String({
      ...(min > 0 && { minLength: min }),
      ...(max > 0 && { maxLength: max }),
      ...(pattern !== "" && { pattern }),
    });
  },
};

function checkText(field: Field, cell: Cell): Problem | null {
  const value = String(cell);
  if (value === "") return field.required || field.primaryKey ? blank : null;
  const length = [...value].length;
  const min = numberOption(field, "min");
  const max = numberOption(field, "max") || defaultMax;
  if (length < min) {
    return problem("validation_min_text_constraint", `Must be at least ${min} character(s).`, {
      min,
    });
  }
  if (length > max) {
    return problem("validation_max_text_constraint", `Must be no more than ${max} character(s).`, {
      max,
    });
  }
  const pattern = textOption(field, "pattern");
  if (pattern !== "" && !new RegExp(pattern).test(value)) {
    return problem("validation_invalid_format", "Invalid value format.");
  }
  return null;
}

/** What the pattern makes must be what the field takes, or no record could be created. */
function checkGenerated(field: Field): Record<string, Problem> {
  const pattern = textOption(field, "autogeneratePattern");
  if (pattern === "") return {};
  const wrong = checkPattern(field, "autogeneratePattern");
  if (Object.keys(wrong).length > 0) return wrong;
  const made = randomFromPattern(pattern);
  const refused = checkText(field, made);
  if (!refused) return {};
  return {
    autogeneratePattern: problem(
      "validation_invalid_autogenerate_pattern_value",
      `It makes values such as ${JSON.stringify(made)}, which the field refuses: ${refused.message}`,
    ),
  };
}

/** A pattern that is no regular expression would fail at every write: refuse it when it is set. */
export function checkPattern(field: Field, option: string): Record<string, Problem> {
  try {
    new RegExp(textOption(field, option));
    return {};
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return {
      [option]: problem("validation_invalid_regex", `Not a regular expression: ${reason}.`),
    };
  }
}

export function checkRange(field: Field) {
  const [min, max] = [numberOption(field, "min"), numberOption(field, "max")];
  if (max === 0 || min <= max) return {};
  return {
    max: problem("validation_min_greater_equal_than_required", `Must be at least min (${min}).`, {
      threshold: min,
    }),
  };
}
