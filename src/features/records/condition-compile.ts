import { Failure } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Call, Expression, Literal, Operand as Written, Path } from "../../lib/filter/ast.ts";
import { quoteIdentifier, type Sql } from "../../kernel/sql.ts";
import type { Collection } from "../collections/collection.ts";
import { parseFilter } from "../collections/filter-text.ts";
import { place, type Clause } from "./condition-clause.ts";
import { bound, Compilation, type Assumption } from "./condition-compilation.ts";
import { compare } from "./condition-compare.ts";
import { functionNames, functions } from "./condition-function.ts";
import { dateText, macroNamed } from "./condition-macro.ts";
import { makeOperand, nullOperand, type Operand } from "./condition-operand.ts";
import { resolveName } from "./condition-name.ts";
import { operandOf } from "./condition-route.ts";
import { patternOf } from "./condition-pattern.ts";
import { readTokens } from "./condition-text.ts";
import type { ConditionFacts, ConditionScope } from "./condition-scope.ts";

/** An expression as SQL whose values are binders, and what it assumes of the facts. */
export function compileExpression(
  scope: ConditionScope,
  facts: ConditionFacts,
  expression: Expression,
): { readonly test: Sql; readonly assumptions: readonly Assumption[] } {
  const compilation = beginCompilation(scope, facts);
  const clauses = [clauseOf(compilation, expression), ...compilation.visibility];
  return { test: place({ kind: "all", clauses }), assumptions: compilation.assumptions };
}

/** For SQL over the collection's own table. */
export function beginCompilation(scope: ConditionScope, facts: ConditionFacts): Compilation {
  return new Compilation(scope, quoteIdentifier(scope.collection.name), facts, listRuleOver);
}

function clauseOf(compilation: Compilation, expression: Expression): Clause {
  if (expression.kind !== "comparison") {
    const clauses = expression.terms.map((term) => clauseOf(compilation, term));
    return { kind: expression.kind, clauses };
  }
  const left = resolve(compilation, expression.left);
  const right = resolve(compilation, expression.right);
  return compare(compilation.scope.dialect, left, expression, right);
}

function resolve(compilation: Compilation, written: Written): Operand {
  if (written.kind === "literal") return literal(compilation, written);
  return written.kind === "call" ? call(compilation, written) : path(compilation, written);
}

function literal(compilation: Compilation, written: Literal): Operand {
  const read = compilation.literal(written);
  const pattern = bound((moment) => patternOf(String(read(moment))));
  if (typeof written.value === "string") {
    const emptiness = written.value === "" ? "empty" : "filled";
    return makeOperand(bound(read), { emptiness, pattern });
  }
  return makeOperand(compilation.scope.dialect.real(bound(read)), {
    emptiness: "filled",
    pattern,
    asDate: bound((moment) => dateText(Number(read(moment)) * 1000)),
  });
}

function path(compilation: Compilation, written: Path): Operand {
  const macro = macroNamed(written.text);
  if (macro) {
    return makeOperand(
      bound(({ facts }) => macro(facts.now)),
      {
        emptiness: "filled",
        pattern: bound(({ facts }) => patternOf(String(macro(facts.now)))),
      },
    );
  }
  const constant = /^(null|true|false)$/i.exec(written.text)?.[0].toLowerCase();
  const isField = compilation.scope.collection.fields.some(({ name }) => name === written.text);
  if (constant && !isField) {
    if (constant === "null") return nullOperand;
    return makeOperand(compilation.scope.dialect.boolean(constant === "true"), {
      emptiness: "filled",
    });
  }
  const found = resolveName(compilation, written);
  return "steps" in found ? operandOf(compilation, found) : found;
}

function call(compilation: Compilation, written: Call): Operand {
  const known = functions.get(written.name);
  if (!known) {
    const near = nearest(written.name, functionNames);
    const { name, position } = written;
    throw new Failure("invalid", `There is no function ${name} (position ${position}).`, {
      position,
      hint: near ? `Did you mean ${near}?` : `Functions are ${functionNames.join(", ")}.`,
    });
  }
  return known(compilation, written, (argument) => resolve(compilation, argument));
}

/** @throws Failure `invalid` where the rule is for superusers only. */
function listRuleOver(inside: Compilation, collection: Collection, alias: string): Sql | null {
  const rule = collection.listRule;
  if (rule === null) {
    throw new Failure("invalid", `Records of ${collection.name} cannot be filtered by.`, {
      hint: `The listRule of ${collection.name} is for superusers only.`,
    });
  }
  if (rule === "") return null;
  const catalog = inside.scope.whole ?? inside.scope.catalog;
  const scope = { ...inside.scope, catalog, collection, trusted: true, withoutSecrets: false };
  const spliced = new Compilation(scope, alias, inside.facts, listRuleOver, inside);
  return place(clauseOf(spliced, parseFilter(readTokens(rule, true))));
}
