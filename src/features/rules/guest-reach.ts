import type { Comparison } from "../../lib/filter/ast.ts";
import { judge, sides, type Finding, type Judged, type JudgedRule } from "./judged-rule.ts";
import { isBareList, isEmptyLiteral, type Meaning } from "./operand-meaning.ts";
import { sayComparison } from "./rule-text.ts";

/**
 * How far a rule lets somebody who is not signed in: `never`, to `some` records, or wherever the
 * request is worded so (`chosen`). For guests `@request.auth.*` is empty.
 */
export type Reach = "never" | "some" | "chosen";

export interface GuestReach {
  readonly reach: Reach;
  /** Comparisons that hold because both sides are empty. */
  readonly traps: readonly Comparison[];
}

export function guestReach(rule: JudgedRule, expression = rule.expression): GuestReach {
  if (!expression) return { reach: "chosen", traps: [] };
  if (expression.kind === "comparison") return reachOf(rule, expression);
  const terms = expression.terms.map((term) => guestReach(rule, term));
  const ranks = terms.map(({ reach }) => order.indexOf(reach));
  const rank = expression.kind === "all" ? Math.min(...ranks) : Math.max(...ranks);
  const reach = order[rank] ?? "some";
  if (reach === "never") return { reach, traps: [] };
  return { reach, traps: terms.flatMap((term) => term.traps) };
}

const order: readonly Reach[] = ["never", "some", "chosen"];

function reachOf(rule: JudgedRule, comparison: Comparison): GuestReach {
  const judged = judge(rule, comparison);
  const reach = reachInGeneral(rule, judged);
  if (reach !== "empty") return { reach, traps: [] };
  return { reach: "some", traps: [comparison] };
}

function reachInGeneral(rule: JudgedRule, judged: Judged): Reach | "empty" {
  const { operator } = judged.comparison;
  for (const [own, other] of sides(judged)) {
    if (own.kind === "auth") return reachOfAuth(rule, operator, other);
  }
  const free = [judged.left, judged.right].every(
    ({ kind }) => kind === "body" || kind === "asked" || kind === "literal",
  );
  return free ? "chosen" : "some";
}

/** An empty text against whatever stands on the other side. */
function reachOfAuth(
  rule: JudgedRule,
  operator: Comparison["operator"],
  other: Meaning,
): Reach | "empty" {
  if (other.kind === "literal") {
    const isEqual = isEmptyLiteral(other);
    // Other comparisons with nothing hold for no value one would write.
    if (operator === "=") return isEqual ? "chosen" : other.value === false ? "some" : "never";
    if (operator === "!=") return isEqual ? "never" : "chosen";
    return operator === "!~" ? "chosen" : "never";
  }
  if (operator === "~") return "never";
  if (operator !== "=" || isBareList(other)) return "some";
  if (other.kind === "field") return other.mayBeEmpty ? "empty" : "never";
  if (other.kind === "body") return mustBeSent(rule, other.name) ? "never" : "empty";
  return other.kind === "header" || other.kind === "asked" ? "empty" : "some";
}

/** A record that is created has to have it. */
function mustBeSent({ name, collection }: JudgedRule, field: string): boolean {
  const found = collection.fields.find((each) => each.name === field);
  return name === "createRule" && found?.required === true;
}

export function guestFindings(rule: JudgedRule): Finding[] {
  return guestReach(rule).traps.map((comparison) => {
    const said = sayComparison(comparison);
    return {
      code: "guest-matches-empty",
      message: `${said} also holds for guests wherever the other side is empty, since theirs is empty too.`,
      fix: `@request.auth.id != "" && ${said}`,
    };
  });
}
