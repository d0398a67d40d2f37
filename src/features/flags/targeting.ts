import { RE2JS } from "re2js";

/** What somebody is like: `targetingKey` names them, the rest describes them. */
export type EvaluationContext = Readonly<Record<string, unknown>>;

/** Whoever has no name cannot be kept in a share. OpenFeature's word for it. */
export const targetingKey = "targetingKey";

export const operators = [
  "eq",
  "neq",
  "in",
  "not_in",
  "contains",
  "starts_with",
  "ends_with",
  "gt",
  "gte",
  "lt",
  "lte",
  "between",
  "exists",
  "regex",
] as const;
export type TargetingOperator = (typeof operators)[number];

export type TargetingCondition =
  | { readonly all: readonly TargetingCondition[] }
  | { readonly any: readonly TargetingCondition[] }
  | { readonly not: TargetingCondition }
  | AttributeTest;

export interface AttributeTest {
  /** A name, or a path into it: `user.plan`. */
  readonly attribute: string;
  readonly operator: TargetingOperator;
  readonly value?: unknown;
}

/** Whether somebody fits. What is not there fits nothing but `neq`, `not_in` and `exists: false`. */
export function fits(condition: TargetingCondition, context: EvaluationContext): boolean {
  if ("all" in condition) return condition.all.every((each) => fits(each, context));
  if ("any" in condition) return condition.any.some((each) => fits(each, context));
  if ("not" in condition) return !fits(condition.not, context);
  return passes(condition, attributeOf(context, condition.attribute));
}

/** The whole name first, as an attribute may have a dot in its name. */
export function attributeOf(context: EvaluationContext, path: string): unknown {
  if (Object.hasOwn(context, path)) return context[path];
  let value: unknown = context;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function passes({ operator, value: wanted }: AttributeTest, given: unknown): boolean {
  const is = given !== undefined && given !== null;
  switch (operator) {
    case "eq":
      return is && Bun.deepEquals(given, wanted);
    case "neq":
      return !is || !Bun.deepEquals(given, wanted);
    case "in":
      return is && isAmong(given, wanted);
    case "not_in":
      return !is || !isAmong(given, wanted);
    case "exists":
      return is === (wanted ?? true);
    case "contains":
      if (Array.isArray(given)) return given.some((each) => Bun.deepEquals(each, wanted));
      return typeof given === "string" && given.includes(String(wanted));
    case "starts_with":
      return typeof given === "string" && given.startsWith(String(wanted));
    case "ends_with":
      return typeof given === "string" && given.endsWith(String(wanted));
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return comparisons[operator](compare(given, wanted));
    case "between": {
      const [low, high] = wanted as [unknown, unknown];
      return compare(given, low) >= 0 && compare(given, high) <= 0;
    }
    case "regex":
      // Takes time in proportion to the text, whatever the pattern: anybody may send the text.
      return typeof given === "string" && RE2JS.compile(String(wanted)).matcher(given).find();
  }
}

function isAmong(given: unknown, wanted: unknown): boolean {
  return Array.isArray(wanted) && wanted.some((each) => Bun.deepEquals(each, given));
}

const comparisons = {
  gt: (order: number) => order > 0,
  gte: (order: number) => order >= 0,
  lt: (order: number) => order < 0,
  lte: (order: number) => order <= 0,
};

/** Numbers by size, texts (ISO dates too) by letters; NaN, which compares as false, for any other pair. */
function compare(given: unknown, wanted: unknown): number {
  if (typeof given === "number" && typeof wanted === "number") return given - wanted;
  if (typeof given !== "string" || typeof wanted !== "string") return Number.NaN;
  return given < wanted ? -1 : Number(given > wanted);
}
