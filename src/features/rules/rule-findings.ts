import { guestReach } from "./guest-reach.ts";
import { comparisonsOf, judge, type Finding, type JudgedRule } from "./judged-rule.ts";
import { isEmptyLiteral } from "./operand-meaning.ts";

/** What a rule as a whole lets happen. */
export function ruleFindings(rule: JudgedRule): Finding[] {
  return [openToEverybody(rule), onlyGuests(rule), everybodyManages(rule)].filter(
    (finding) => finding !== null,
  );
}

const writes: Readonly<Record<string, string>> = {
  createRule: "create records",
  updateRule: "change every record",
  deleteRule: "delete every record",
};

/** Without signing in; people who sign up are created by nobody else. */
function openToEverybody(rule: JudgedRule): Finding | null {
  const { name, collection, text } = rule;
  const what = writes[name];
  if (!what || guestReach(rule).reach !== "chosen" || demandsGuest(rule)) return null;
  if (name === "createRule" && collection.auth) return null;
  const how = text === "" ? "" : ", since the request alone decides";
  return {
    code: "open-write",
    message: `Anybody may ${what} without signing in${how}.`,
    fix: `@request.auth.id != ""${text === "" ? "" : ` && (${text})`}, or null for superusers only.`,
  };
}

/** `@request.auth.id = ""` */
function onlyGuests(rule: JudgedRule): Finding | null {
  const { name, collection } = rule;
  if (name === "createRule" && collection.auth) return null;
  if (!demandsGuest(rule)) return null;
  return {
    code: "only-guests",
    message: `The rule lets in only those who are not signed in.`,
    fix: `@request.auth.id != "" lets in those who are.`,
  };
}

function demandsGuest(rule: JudgedRule): boolean {
  const { expression } = rule;
  const terms = expression?.kind === "all" ? expression.terms : expression ? [expression] : [];
  return terms
    .flatMap((term) => (term.kind === "comparison" ? [term] : []))
    .some((comparison) => {
      const { left, right } = judge(rule, comparison);
      const isId = (each: typeof left) => each.kind === "auth" && each.name === "id";
      const isEmpty =
        (isId(left) && isEmptyLiteral(right)) || (isId(right) && isEmptyLiteral(left));
      return comparison.operator === "=" && isEmpty;
    });
}

/** Managers set passwords and addresses of other people. */
function everybodyManages(rule: JudgedRule): Finding | null {
  if (rule.name !== "manageRule") return null;
  const asksMore = comparisonsOf(rule.expression).some((comparison) => {
    const { left, right } = judge(rule, comparison);
    const isSignedIn =
      comparison.operator === "!=" &&
      [left, right].some((each) => each.kind === "auth" && each.name === "id") &&
      [left, right].some(isEmptyLiteral);
    return !isSignedIn;
  });
  if (asksMore) return null;
  return {
    code: "everybody-manages",
    message: `Everybody who is signed in may set the password and e-mail address of every account.`,
    fix: `Name the managers, such as @request.auth.collectionName = "staff".`,
  };
}
