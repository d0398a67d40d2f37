import { RE2JS } from "re2js";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { nearest } from "../../lib/nearest.ts";
import type { FlagRule, FlagType, Share } from "./flag.ts";
import {
  operators,
  targetingKey,
  type TargetingCondition,
  type TargetingOperator,
} from "./targeting.ts";

/** @throws Failure `invalid` naming the place: `rules.0.when.all.1.operator`. */
export function readRules(given: readonly unknown[], type: FlagType): FlagRule[] {
  if (given.length > limits.flagRules) {
    throw wrong("rules", `There may be ${limits.flagRules} at most.`);
  }
  return given.map((rule, index) => readRule(rule, type, `rules.${index}`));
}

/** @throws Failure `invalid` where a value is not of the flag's type. */
export function checkValue(value: unknown, type: FlagType, path: string): unknown {
  if (type === "json" && value !== undefined) return value;
  if (type !== "json" && typeof value === (type === "bool" ? "boolean" : type)) return value;
  throw wrong(path, `Must be ${type === "json" ? "given" : `of the flag's type, ${type}`}.`);
}

function readRule(given: unknown, type: FlagType, path: string): FlagRule {
  const rule = knownKeys(given, ["name", "when", "value", "rollout", "by"], path);
  const { name = "", when = null, value, rollout, by = targetingKey } = rule;
  if (typeof name !== "string") throw wrong(`${path}.name`, "Must be a text.");
  if (typeof by !== "string" || by === "") throw wrong(`${path}.by`, "Must name an attribute.");
  if ((value === undefined) === (rollout === undefined)) {
    throw wrong(path, "A rule has either a value or a rollout.");
  }
  const common = { name, when: when === null ? null : readCondition(when, `${path}.when`, 1), by };
  if (rollout === undefined) {
    return { ...common, value: checkValue(value, type, `${path}.value`) };
  }
  return { ...common, rollout: readRollout(rollout, type, `${path}.rollout`) };
}

function readRollout(given: unknown, type: FlagType, path: string): Share[] {
  if (!Array.isArray(given) || given.length === 0) {
    throw wrong(path, "Must be a list of {value, percent}.");
  }
  const shares = given.map((each, index): Share => {
    const { value, percent } = knownKeys(each, ["value", "percent"], `${path}.${index}`);
    if (typeof percent !== "number" || !(percent >= 0 && percent <= 100)) {
      throw wrong(`${path}.${index}.percent`, "Must be from 0 to 100.");
    }
    return { value: checkValue(value, type, `${path}.${index}.value`), percent };
  });
  const sum = shares.reduce((total, { percent }) => total + percent, 0);
  if (sum > 100.000_001) throw wrong(path, `The shares make ${sum} percent.`);
  return shares;
}

function readCondition(given: unknown, path: string, depth: number): TargetingCondition {
  if (depth > limits.flagConditionDepth) {
    throw wrong(path, `Conditions go ${limits.flagConditionDepth} deep at most.`);
  }
  const condition = knownKeys(given, ["all", "any", "not", "attribute", "operator", "value"], path);
  const inside = (name: "all" | "any") => {
    const list = condition[name];
    if (!Array.isArray(list)) throw wrong(`${path}.${name}`, "Must be a list of conditions.");
    return list.map((each, index) => readCondition(each, `${path}.${name}.${index}`, depth + 1));
  };
  const kinds = ["all", "any", "not", "attribute"].filter((kind) => condition[kind] !== undefined);
  if (kinds.length !== 1) {
    throw wrong(path, "A condition is one of {all}, {any}, {not} or {attribute, operator, value}.");
  }
  if (kinds[0] === "all") return { all: inside("all") };
  if (kinds[0] === "any") return { any: inside("any") };
  if (kinds[0] === "not") {
    return { not: readCondition(condition.not, `${path}.not`, depth + 1) };
  }
  const { attribute, value } = condition;
  if (typeof attribute !== "string" || attribute === "") {
    throw wrong(`${path}.attribute`, "Must name an attribute, such as plan or user.plan.");
  }
  const operator = readOperator(condition.operator, `${path}.operator`);
  checkOperand(operator, value, `${path}.value`);
  return { attribute, operator, ...(value !== undefined && { value }) };
}

function readOperator(given: unknown, path: string): TargetingOperator {
  const found = operators.find((each) => each === given);
  if (found) return found;
  const near = nearest(String(given), operators);
  throw wrong(
    path,
    near ? `Unknown operator; did you mean ${near}?` : `There are ${operators.join(", ")}.`,
  );
}

function checkOperand(operator: TargetingOperator, value: unknown, path: string): void {
  const isOrdered = (each: unknown) => typeof each === "number" || typeof each === "string";
  switch (operator) {
    case "in":
    case "not_in":
      if (!Array.isArray(value)) throw wrong(path, `${operator} takes a list.`);
      return;
    case "between":
      if (!Array.isArray(value) || value.length !== 2 || !value.every(isOrdered)) {
        throw wrong(path, "between takes a list of two numbers or two texts.");
      }
      return;
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      if (!isOrdered(value)) throw wrong(path, `${operator} takes a number or a text.`);
      return;
    case "exists":
      if (value !== undefined && typeof value !== "boolean") {
        throw wrong(path, "exists takes true or false.");
      }
      return;
    case "regex":
      checkPattern(value, path);
      return;
    case "contains":
    case "starts_with":
    case "ends_with":
    case "eq":
    case "neq":
      if (value === undefined) throw wrong(path, `${operator} takes a value.`);
  }
}

function checkPattern(value: unknown, path: string): void {
  try {
    RE2JS.compile(String(value));
  } catch (thrown) {
    throw wrong(path, `No regular expression (RE2's syntax): ${(thrown as Error).message}.`);
  }
}

function knownKeys(
  given: unknown,
  known: readonly string[],
  path: string,
): Record<string, unknown> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw wrong(path, "Must be an object.");
  }
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    throw wrong(
      `${path}.${key}`,
      near ? `Unknown; did you mean ${near}?` : `Unknown; there are ${known.join(", ")}.`,
    );
  }
  return given as Record<string, unknown>;
}

function wrong(path: string, message: string): Failure {
  return new Failure("invalid", "The flag is not valid.", {
    hint: `${path}: ${message}`,
    problems: { [path]: { code: "validation_invalid_value", message } },
  });
}
