import { nearest } from "../../lib/nearest.ts";
import type { Operand } from "../../lib/filter/ast.ts";
import type { Catalog } from "../collections/catalog.ts";
import { listOption } from "../collections/field.ts";
import {
  comparisonsOf,
  judge,
  sides,
  type Finding,
  type Judged,
  type JudgedRule,
} from "./judged-rule.ts";
import { isBareList, isEmptyLiteral, type Meaning } from "./operand-meaning.ts";
import { sayComparison, sayOperand } from "./rule-text.ts";

/** What is odd in single comparisons of a rule; suggestions name only what is `reached`. */
export function comparisonFindings(rule: JudgedRule, reached: Catalog): Finding[] {
  return comparisonsOf(rule.expression).flatMap((comparison) => {
    const judged = judge(rule, comparison);
    const found =
      constant(judged) ??
      listAsOneValue(judged) ??
      everyOne(judged) ??
      oneDiffers(judged) ??
      unknownChoice(judged) ??
      unknownAuthField(rule, reached, judged) ??
      unknownAuthCollection(rule, reached, judged) ??
      unknownBodyField(rule, judged) ??
      trustedHeader(judged);
    return found ? [found] : [];
  });
}

/** `1 = 1`, `id != ""`, `owner = owner`. */
function constant({ comparison, left, right }: Judged): Finding | null {
  const { operator } = comparison;
  const said = sayComparison(comparison);
  const always = (holds: boolean): Finding => ({
    code: holds ? "always-holds" : "never-holds",
    message: `${said} ${holds ? "holds for everybody and every record" : "never holds"}.`,
    fix: holds
      ? `Leave it out; "" is the rule for everybody.`
      : "Leave it out; null is the rule for superusers only.",
  });
  const isEquality = operator === "=" || operator === "!=";
  if (left.kind === "literal" && right.kind === "literal") {
    return isEquality ? always((left.value === right.value) === (operator === "=")) : null;
  }
  if (isEquality && sayOperand(comparison.left) === sayOperand(comparison.right)) {
    return always(operator === "=");
  }
  for (const [own, other] of sides({ comparison, left, right })) {
    const isId = own.kind === "field" && own.steps === 0 && own.field.name === "id";
    if (isId && isEquality && isEmptyLiteral(other)) return always(operator === "!=");
  }
  return null;
}

/** `tags = "a"`: a list is compared as its JSON text, which is none of its values. */
function listAsOneValue(judged: Judged): Finding | null {
  const { comparison } = judged;
  const { operator } = comparison;
  if (operator === "~" || operator === "!~") return null;
  for (const [own, other] of sides(judged)) {
    if (!isBareList(own) || isBareList(other) || other.kind === "body") continue;
    const list = own === judged.left ? comparison.left : comparison.right;
    const name = sayOperand(list);
    const negative = operator === "!=";
    return {
      code: "list-as-one-value",
      message: `${name} is a list, and ${sayComparison(comparison)} ${negative ? "always" : "never"} holds: it compares the whole list with one value.`,
      fix: isEmptyLiteral(other)
        ? `${name}:length ${negative ? ">" : "="} 0`
        : replaced(judged, own, `${name}:each`, negative ? "!=" : "?="),
    };
  }
  return null;
}

/** `members.id = @request.auth.id` holds only where all members are that one. */
function everyOne(judged: Judged): Finding | null {
  const { operator, any } = judged.comparison;
  if (operator !== "=" || any) return null;
  for (const [own, other] of sides(judged)) {
    if (own.kind !== "field" || !own.several || own.modifier === "length") continue;
    // Where there is none at all, `= ""` holds: that is how one asks for it.
    if (other.kind !== "auth" && (other.kind !== "literal" || isEmptyLiteral(other))) continue;
    return {
      code: "every-one-equals",
      message: `${sayComparison(judged.comparison)} holds only where every one of them is equal.`,
      fix: `${sayComparison(judged.comparison, { operator: "?=" })} holds where one of them is.`,
    };
  }
  return null;
}

/** `members.id ?!= @request.auth.id` holds as soon as there is somebody else. */
function oneDiffers(judged: Judged): Finding | null {
  const { operator, any } = judged.comparison;
  if (!any || (operator !== "!=" && operator !== "!~")) return null;
  if (![judged.left, judged.right].some((each) => each.kind === "field" && each.several))
    return null;
  return {
    code: "one-differs",
    message: `${sayComparison(judged.comparison)} holds as soon as one of them differs.`,
    fix: `${sayComparison(judged.comparison, { operator })} holds where none is equal.`,
  };
}

/** `status = "publishd"` */
function unknownChoice(judged: Judged): Finding | null {
  const { operator } = judged.comparison;
  if (operator !== "=" && operator !== "!=") return null;
  for (const [own, other] of sides(judged)) {
    if (own.kind !== "field" || own.field.type !== "select" || own.modifier === "length") continue;
    if (other.kind !== "literal" || isEmptyLiteral(other)) continue;
    const values = listOption(own.field, "values");
    const value = String(other.value);
    const isChoice = values.some((each) => each === value || own.modifier === "lower");
    if (isChoice) return null;
    return {
      code: "unknown-choice",
      message: `${own.field.name} is never ${JSON.stringify(value)}: that is none of its choices.`,
      fix: didYouMean(value, values, `Its choices are ${values.join(", ")}.`),
    };
  }
  return null;
}

function accountFields(catalog: Catalog): string[] {
  const own = authCollections(catalog).flatMap(({ fields }) => fields.map((field) => field.name));
  return [...new Set([...authNames, ...own])];
}

const authNames = ["id", "collectionId", "collectionName", "email", "emailVisibility", "verified"];

/** What no account has is empty for everybody. */
function unknownAuthField(
  { catalog }: JudgedRule,
  reached: Catalog,
  judged: Judged,
): Finding | null {
  const known = accountFields(catalog);
  const near = accountFields(reached);
  for (const [own] of sides(judged)) {
    if (own.kind !== "auth" || own.name.includes("_via_") || known.includes(own.name)) continue;
    return {
      code: "unknown-auth-field",
      message: `@request.auth.${own.name} is empty for everybody: no auth collection has such a field.`,
      fix: didYouMean(own.name, near, `Accounts have ${near.join(", ")}.`),
    };
  }
  return null;
}

/** `@request.auth.collectionName = "user"` */
function unknownAuthCollection(
  { catalog }: JudgedRule,
  reached: Catalog,
  judged: Judged,
): Finding | null {
  for (const [own, other] of sides(judged)) {
    if (own.kind !== "auth" || own.name !== "collectionName") continue;
    if (other.kind !== "literal" || isEmptyLiteral(other)) continue;
    const names = authCollections(catalog).map(({ name }) => name);
    const near = authCollections(reached).map(({ name }) => name);
    const value = String(other.value);
    if (!/=/.test(judged.comparison.operator) || names.includes(value)) continue;
    return {
      code: "unknown-auth-collection",
      message: `There is no auth collection ${JSON.stringify(value)}.`,
      fix: didYouMean(value, near, `There are ${near.join(", ") || "none"}.`),
    };
  }
  return null;
}

const credentials = ["password", "passwordConfirm", "oldPassword"];

/** What a request brings that is no field is kept nowhere. */
function unknownBodyField({ collection }: JudgedRule, judged: Judged): Finding | null {
  const names = collection.fields.map((field) => field.name);
  for (const [own] of sides(judged)) {
    if (own.kind !== "body" || [...names, ...credentials].includes(own.name)) continue;
    const near = nearest(own.name, names);
    // Programs may well send more than fields; a slip of the pen is close to one.
    if (!near) continue;
    return {
      code: "unknown-body-field",
      message: `${collection.name} has no field ${own.name} that @request.body could bring.`,
      fix: `Did you mean @request.body.${near}?`,
    };
  }
  return null;
}

function trustedHeader(judged: Judged): Finding | null {
  if (![judged.left, judged.right].some(({ kind }) => kind === "header")) return null;
  return {
    code: "trusted-header",
    message: `${sayComparison(judged.comparison)} is in the caller's hands: anybody may send any header.`,
    fix: "Ask who is signed in (@request.auth), or give programs a token of their own.",
  };
}

function authCollections({ collections }: Catalog) {
  return collections.filter(({ auth }) => auth !== null);
}

function didYouMean(word: string, known: readonly string[], otherwise: string): string {
  const near = nearest(word, known);
  return near ? `Did you mean ${near}?` : otherwise;
}

/** The comparison with one side written differently, list first. */
function replaced(
  { comparison, left }: Judged,
  own: Meaning,
  text: string,
  operator: string,
): string {
  const other: Operand = own === left ? comparison.right : comparison.left;
  return `${text} ${operator} ${sayOperand(other)}`;
}
