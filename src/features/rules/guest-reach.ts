import type { Comparison } from "../../lib/filter/ast.ts";
import {
  comparisonsOf,
  judge,
  sides,
  type Finding,
  type Judged,
  type JudgedRule,
} from "./judged-rule.ts";
import { isBareList, isEmptyLiteral, type AuthMeaning, type Meaning } from "./operand-meaning.ts";
import { sayComparison } from "./rule-text.ts";

/**
 * How far a rule lets somebody who is not signed in: `never`, to `some` records, or wherever the
 * request is worded so (`chosen`). For guests `@request.auth.*` is empty.
 */
export type Reach = "never" | "some" | "chosen";

/** Whether `@request.auth.…` is taken for empty. */
type Emptiness = (path: AuthMeaning) => boolean;

/** Of guests nothing is known. */
const ofGuests: Emptiness = () => true;

export interface GuestReach {
  readonly reach: Reach;
  /** Comparisons that hold because both sides are empty. */
  readonly traps: readonly Comparison[];
}

export function guestReach(
  rule: JudgedRule,
  isEmpty: Emptiness = ofGuests,
  expression = rule.expression,
): GuestReach {
  if (!expression) return { reach: "chosen", traps: [] };
  if (expression.kind === "comparison") return reachOf(rule, isEmpty, expression);
  const terms = expression.terms.map((term) => guestReach(rule, isEmpty, term));
  const ranks = terms.map(({ reach }) => order.indexOf(reach));
  const rank = expression.kind === "all" ? Math.min(...ranks) : Math.max(...ranks);
  const reach = order[rank] ?? "some";
  if (reach === "never") return { reach, traps: [] };
  return { reach, traps: terms.flatMap((term) => term.traps) };
}

const order: readonly Reach[] = ["never", "some", "chosen"];

function reachOf(rule: JudgedRule, isEmpty: Emptiness, comparison: Comparison): GuestReach {
  const judged = judge(rule, comparison);
  const reach = reachInGeneral(rule, isEmpty, judged);
  if (reach !== "empty") return { reach, traps: [] };
  return { reach: "some", traps: [comparison] };
}

function reachInGeneral(rule: JudgedRule, isEmpty: Emptiness, judged: Judged): Reach | "empty" {
  const { operator } = judged.comparison;
  for (const [own, other] of sides(judged)) {
    if (own.kind === "auth") return isEmpty(own) ? reachOfAuth(rule, operator, other) : "some";
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

/** Where nothing equals nothing: for guests, and for accounts that lack what is compared. */
export function emptinessFindings(rule: JudgedRule): Finding[] {
  const guests = guestReach(rule).traps;
  const found = guests.map((comparison): Finding => {
    const said = sayComparison(comparison);
    return {
      code: "guest-matches-empty",
      message: `${said} also holds for guests wherever the other side is empty, since theirs is empty too.`,
      fix: `@request.auth.id != "" && ${said}`,
    };
  });
  for (const path of optionalPaths(rule)) {
    const traps = guestReach(rule, (each) => each.text === path).traps;
    for (const comparison of traps.filter((each) => !guests.includes(each))) {
      const said = sayComparison(comparison);
      found.push({
        code: "empty-matches-empty",
        message: `${said} also holds where both sides are empty: accounts without one get what has none.`,
        fix: `${path} != "" && ${said}`,
      });
    }
  }
  return found;
}

/** What accounts may lack, of all that a rule asks of them. */
function optionalPaths(rule: JudgedRule): Set<string> {
  const meanings = comparisonsOf(rule.expression).flatMap((comparison) => {
    const { left, right } = judge(rule, comparison);
    return [left, right];
  });
  return new Set(
    meanings.flatMap((each) => (each.kind === "auth" && each.mayBeEmpty ? [each.text] : [])),
  );
}
