import { Type } from "@sinclair/typebox";
import { type Field, type FieldType, listOption, numberOption } from "../field.ts";
import { blank, parseJson, problem, toTexts } from "./casting.ts";

export const select: FieldType = {
  name: "select",
  options: {
    required: Type.Boolean({ default: false, description: "Must not be empty." }),
    values: Type.Array(Type.String(), { default: [], description: "What may be chosen." }),
    maxSelect: Type.Integer({ default: 1, minimum: 0, description: "More than 1: a list." }),
  },
  checkOptions(field) {
    const values = listOption(field, "values");
    if (values.length === 0) return { values: blank };
    if (new Set(values).size < values.length) {
      return { values: problem("validation_duplicated_values", "Values must differ.") };
    }
    if (numberOption(field, "maxSelect") <= values.length) return {};
    return {
      maxSelect: problem(
        "validation_max_less_equal_than_required",
        `Must not exceed the ${values.length} values.`,
        { threshold: values.length },
      ),
    };
  },
  column: listColumn,
  multiple: isMultiple,
  encode: encodeList,
  check(field, cell) {
    const chosen = listIn(field, String(cell));
    if (chosen.length === 0) return field.required ? blank : null;
    const max = Math.max(1, numberOption(field, "maxSelect"));
    if (chosen.length > max) {
      return problem("validation_too_many_values", `Select no more than ${max}.`, {
        maxSelect: max,
      });
    }
    const values = listOption(field, "values");
    const value = chosen.find((each) => !values.includes(each));
    if (value === undefined) return null;
    return problem("validation_invalid_value", `Invalid value ${value}.`, { value });
  },
  decoder: listDecoder,
  schema(field) {
    const one = Type.String({ enum: [...listOption(field, "values")] });
    if (!isMultiple(field)) return one;
    return Type.Array(one, { maxItems: numberOption(field, "maxSelect") });
  },
};

/** Select and relation fields keep one text, or a JSON list where more may be chosen. */
export function isMultiple(field: Field): boolean {
  return numberOption(field, "maxSelect") > 1;
}

export function listColumn(field: Field) {
  return isMultiple(field)
    ? ({ kind: "json", default: "[]" } as const)
    : ({ kind: "text", default: "" } as const);
}

export function encodeList(field: Field, value: unknown): string {
  const texts = toTexts(value);
  return isMultiple(field) ? JSON.stringify(texts) : (texts.at(-1) ?? "");
}

export function listDecoder(field: Field) {
  if (!isMultiple(field)) return undefined;
  return (cell: unknown) => {
    const list = typeof cell === "string" ? parseJson(cell) : [];
    return Array.isArray(list) ? list : [];
  };
}

export function listIn(field: Field, cell: string): string[] {
  if (!isMultiple(field)) return cell === "" ? [] : [cell];
  return JSON.parse(cell) as string[];
}
