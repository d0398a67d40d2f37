import type { Field } from "../../../../src/product.ts";
import { quoted } from "../../../client/record.ts";
import type { recordsText } from "../strings.ts";

export type Operator = keyof (typeof recordsText)["build"]["operators"];

export interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
}

const ofText: readonly Operator[] = ["~", "!~", "=", "!=", "empty", "filled"];
const ofOrder: readonly Operator[] = ["=", "!=", ">", ">=", "<", "<=", "empty", "filled"];

/** What a field's values can be compared by. */
export function operatorsFor(field: Field | undefined): readonly Operator[] {
  switch (field?.type) {
    case "number":
      return ofOrder.slice(0, 6);
    case "date":
    case "autodate":
      return ofOrder;
    case "bool":
      return ["=", "!="];
    case "relation":
    case "select":
      return ["=", "!=", "~", "empty", "filled"];
    default:
      return ofText;
  }
}

/** The conditions as a filter's text. */
export function writeFilter(
  conditions: readonly Condition[],
  fields: readonly Field[],
  join: "&&" | "||",
): string {
  return conditions
    .filter(({ field }) => field !== "")
    .map(({ field, operator, value }) => {
      if (operator === "empty") return `${field} = ""`;
      if (operator === "filled") return `${field} != ""`;
      return `${field} ${operator} ${writeValue(
        value,
        fields.find(({ name }) => name === field),
      )}`;
    })
    .join(` ${join} `);
}

function writeValue(value: string, field: Field | undefined): string {
  if (field?.type === "bool") return value === "false" ? "false" : "true";
  if (field?.type === "number" && /^-?\d+(\.\d+)?$/.test(value)) return value;
  // @now, @todayStart-7d: a moment that moves.
  if (/^@\w+/.test(value)) return value;
  return quoted(value);
}
