import type { TargetingCondition, TargetingOperator } from "../../../../src/product.ts";

export type Test = Extract<TargetingCondition, { readonly attribute: string }>;

export const blankTest: Test = { attribute: "", operator: "eq", value: "" };

export interface Group {
  readonly join: "all" | "any";
  readonly conditions: readonly TargetingCondition[];
}

/** A condition that joins others; undefined for a single one, and for a `not`. */
export function groupOf(condition: TargetingCondition): Group | undefined {
  if ("all" in condition) return { join: "all", conditions: condition.all };
  if ("any" in condition) return { join: "any", conditions: condition.any };
  return undefined;
}

export function joined(
  join: Group["join"],
  conditions: readonly TargetingCondition[],
): TargetingCondition {
  return join === "all" ? { all: conditions } : { any: conditions };
}

/** The same test by another operator, with as much of the value as still means something. */
export function withOperator({ attribute, value }: Test, operator: TargetingOperator): Test {
  return { attribute, operator, value: operandFor(operator, value) };
}

function operandFor(operator: TargetingOperator, value: unknown): unknown {
  const one = Array.isArray(value) ? ((value as unknown[])[0] ?? "") : value;
  switch (operator) {
    case "in":
    case "not_in":
      if (Array.isArray(value)) return value;
      return value === "" || value === undefined || typeof value === "boolean" ? [] : [value];
    case "between":
      return Array.isArray(value) && value.length === 2 ? value : [ordered(one), ordered(one)];
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return ordered(one);
    case "exists":
      return typeof value === "boolean" ? value : true;
    case "starts_with":
    case "ends_with":
    case "regex":
      return typeof one === "object" || one === undefined ? "" : String(one as string);
    case "eq":
    case "neq":
    case "contains":
      return one ?? "";
  }
}

function ordered(value: unknown): unknown {
  return typeof value === "number" || typeof value === "string" ? value : 0;
}
