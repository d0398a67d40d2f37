import type { Flag, FlagRule, FlagType, Share, TargetingCondition } from "../../../src/product.ts";
import type { Input } from "../../client/operations.ts";
import { editorText } from "./strings.ts";

export interface FlagDraft extends Pick<Flag, "key" | "type" | "enabled" | "public" | "help"> {
  readonly default: unknown;
  readonly rules: readonly RuleDraft[];
}

/** A rule while it is edited: it keeps the value when it is shared out, and the other way round. */
export interface RuleDraft {
  /** Tells it from others while they are moved. */
  readonly id: string;
  readonly name: string;
  readonly when: TargetingCondition | null;
  readonly value: unknown;
  readonly rollout: readonly Share[] | null;
  readonly by: string;
}

/** A text that should be JSON and is not: it is kept as it was typed, and not saved. */
export class Unreadable {
  constructor(readonly text: string) {}
}

export const usualAttribute = "targetingKey";

const zeroes: Readonly<Record<FlagType, unknown>> = {
  bool: false,
  string: "",
  number: 0,
  json: {},
};

export function newFlag(type: FlagType): FlagDraft {
  const draft = { key: "", type, enabled: true, public: false, help: "" };
  return { ...draft, default: zeroes[type], rules: [] };
}

/** The same with values of another type. */
export function withType(draft: FlagDraft, type: FlagType): FlagDraft {
  const value = zeroes[type];
  const rules = draft.rules.map((rule) => ({
    ...rule,
    value,
    rollout: rule.rollout && rule.rollout.map((share) => ({ ...share, value })),
  }));
  return { ...draft, type, default: value, rules };
}

export function newRule(type: FlagType): RuleDraft {
  const value = firstValue(type);
  return { id: newId(), name: "", when: null, value, rollout: null, by: usualAttribute };
}

/** What a rule gives most likely: something else than the default. */
export function firstValue(type: FlagType): unknown {
  return type === "bool" ? true : zeroes[type];
}

export function newId(): string {
  return crypto.randomUUID();
}

export function draftOf(flag: Flag): FlagDraft {
  const { key, type, enabled, help, rules } = flag;
  return {
    ...{ key, type, enabled, help, public: flag.public, default: flag.default },
    rules: rules.map((rule) => ({
      ...{ id: newId(), name: rule.name, when: rule.when, by: rule.by },
      value: rule.value ?? firstValue(type),
      rollout: rule.rollout ?? null,
    })),
  };
}

/** As it is saved, and tried. */
export function inputOf({ rules, ...flag }: FlagDraft): Input<"flags.update"> {
  return { ...flag, rules: rules.map(ruleOf) };
}

function ruleOf({ name, when, by, value, rollout }: RuleDraft): Partial<FlagRule> {
  return { name, when, by, ...(rollout ? { rollout } : { value }) };
}

export function isSame(one: FlagDraft, other: FlagDraft): boolean {
  return JSON.stringify(inputOf(one)) === JSON.stringify(inputOf(other));
}

/** The same of a part: what tells rules apart while they are moved says nothing. */
export function isSamePart(one: unknown, other: unknown, name: string): boolean {
  const told = (value: unknown) => JSON.stringify(name === "rules" ? linesOf(value) : value);
  return told(one) === told(other);
}

/** A part beside another state of it; of rules those alone that the other has not. */
export function toldPart(value: unknown, other: unknown, name: string): unknown {
  if (name !== "rules") return value;
  const lines = linesOf(value);
  const others = new Set(linesOf(other));
  const own = lines.filter((line) => !others.has(line));
  // The same ones in another order.
  return (own.length > 0 ? own : lines).join("\n");
}

function linesOf(rules: unknown): string[] {
  return (rules as FlagDraft["rules"]).map((rule) => {
    const { name, ...rest } = ruleOf(rule);
    return [name, JSON.stringify(rest)].filter(Boolean).join(": ");
  });
}

/** What could not be sent as it is written, by path. */
export function unreadableIn(draft: FlagDraft): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const look = (value: unknown, path: string) => {
    if (value instanceof Unreadable) found[path] = editorText.notJson;
    else if (typeof value === "object" && value !== null) {
      for (const [name, each] of Object.entries(value)) {
        look(each, path === "" ? name : `${path}.${name}`);
      }
    }
  };
  look(inputOf(draft), "");
  return found;
}

/** What the rules ask of somebody. */
export function attributesIn({ rules }: FlagDraft): readonly string[] {
  const found = new Set<string>();
  const look = (condition: TargetingCondition) => {
    if ("all" in condition) condition.all.forEach(look);
    else if ("any" in condition) condition.any.forEach(look);
    else if ("not" in condition) look(condition.not);
    else if (condition.attribute !== "") found.add(condition.attribute);
  };
  for (const { when, rollout, by } of rules) {
    if (when) look(when);
    if (rollout && by !== "") found.add(by);
  }
  return [...found];
}
