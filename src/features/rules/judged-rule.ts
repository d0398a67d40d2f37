import type { Comparison, Expression } from "../../lib/filter/ast.ts";
import type { Catalog } from "../collections/catalog.ts";
import { type Collection, ruleNames } from "../collections/collection.ts";
import { parseFilter, tokenizeFilter } from "../collections/filter-text.ts";
import { meaningOf, type Meaning } from "./operand-meaning.ts";

/** A rule of a collection, read. */
export interface JudgedRule {
  readonly catalog: Catalog;
  readonly collection: Collection;
  /** `listRule`. */
  readonly name: string;
  readonly text: string;
  /** null: everybody may. */
  readonly expression: Expression | null;
}

/** What a trap says; who and where is added. */
export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** A comparison with what stands on either side. */
export interface Judged {
  readonly comparison: Comparison;
  readonly left: Meaning;
  readonly right: Meaning;
}

/** A collection's rules, those for superusers only and unreadable ones left out. */
export function rulesOf(catalog: Catalog, collection: Collection): JudgedRule[] {
  const { auth } = collection;
  const texts: [string, string | null][] = ruleNames.map((name) => [name, collection[name]]);
  if (auth) texts.push(["authRule", auth.authRule], ["manageRule", auth.manageRule]);
  return texts.flatMap(([name, text]) => {
    if (text === null) return [];
    const expression = text === "" ? null : readRule(text);
    return expression === undefined ? [] : [{ catalog, collection, name, text, expression }];
  });
}

function readRule(text: string): Expression | undefined {
  try {
    return parseFilter(tokenizeFilter(text));
  } catch {
    // Saving has refused it already; a rule of long ago is nothing to warn of.
    return undefined;
  }
}

export function judge({ catalog, collection }: JudgedRule, comparison: Comparison): Judged {
  return {
    comparison,
    left: meaningOf(catalog, collection, comparison.left),
    right: meaningOf(catalog, collection, comparison.right),
  };
}

export function comparisonsOf(expression: Expression | null): Comparison[] {
  if (!expression) return [];
  return expression.kind === "comparison" ? [expression] : expression.terms.flatMap(comparisonsOf);
}

/** Both ways round: `a = b` as a with b, and b with a. */
export function sides({ left, right }: Judged): [own: Meaning, other: Meaning][] {
  return [
    [left, right],
    [right, left],
  ];
}
