import type { Sql } from "../../kernel/sql.ts";
import type { Expression } from "../../lib/filter/ast.ts";
import { literalsOf, shapeOf } from "../../lib/filter/parse.ts";
import type { Catalog } from "../collections/catalog.ts";
import { parseFilter } from "../collections/filter-text.ts";
import { compileExpression } from "./condition-compile.ts";
import type { Assumption, Binder, Moment } from "./condition-compilation.ts";
import { nobody, sightOf, type ConditionFacts, type ConditionScope } from "./condition-scope.ts";
import { readTokens } from "./condition-text.ts";

export type { ConditionFacts, ConditionScope } from "./condition-scope.ts";

export interface Condition {
  /**
   * A boolean expression over the collection's own table under its own name. `parts` is the same
   * array for every call whose facts lead to the same SQL, so statements stay prepared.
   */
  bind(facts: ConditionFacts): Sql;
}

/**
 * A filter or rule as SQL, compiled once per shape: filters that differ in values alone share it.
 * @throws Failure `invalid` with the position and the nearest name; `forbidden` where a client's
 * filter asks for `@request.` or `@collection.`.
 */
export function compileCondition(scope: ConditionScope, text: string): Condition {
  const { shapes, texts } = cacheOf(scope.catalog);
  const prefix = `${scope.collection.id} ${sightOf(scope)} `;
  const known = texts.get(prefix + text);
  if (known) return known;
  const tokens = readTokens(text, scope.trusted);
  const shape = prefix + shapeOf(tokens);
  const template = shapes.get(shape) ?? new Template(scope, parseFilter(tokens));
  remember(shapes, shape, template);
  const condition = new BoundLiterals(template, literalsOf(tokens));
  remember(texts, prefix + text, condition);
  return condition;
}

class BoundLiterals implements Condition {
  constructor(
    readonly template: Template,
    readonly literals: readonly (string | number)[],
  ) {}

  bind(facts: ConditionFacts): Sql {
    return this.template.bind({ facts, literals: this.literals });
  }
}

interface Variant {
  readonly assumptions: readonly Assumption[];
  readonly parts: readonly string[];
  readonly binders: readonly Binder[];
}

/**
 * One shape of filter. Whether a request's value is there decides what SQL is right (a guest's id is
 * NULL), so each combination that turns up gets a variant, which knows what it assumed.
 */
class Template {
  readonly #variants: Variant[] = [];

  constructor(
    readonly scope: ConditionScope,
    readonly expression: Expression,
  ) {
    this.#compile(nobody);
  }

  bind(moment: Moment): Sql {
    const { facts } = moment;
    const variant =
      this.#variants.find((each) =>
        each.assumptions.every(({ ask, answer }) => ask(facts) === answer),
      ) ?? this.#compile(facts);
    return { parts: variant.parts, values: variant.binders.map((binder) => binder(moment)) };
  }

  #compile(facts: ConditionFacts): Variant {
    const { test, assumptions } = compileExpression(this.scope, facts, this.expression);
    const variant = { assumptions, parts: test.parts, binders: test.values as readonly Binder[] };
    this.#variants.push(variant);
    if (this.#variants.length > variantsKept) this.#variants.shift();
    return variant;
  }
}

const variantsKept = 32;
const kept = 1000;

interface Cache {
  readonly shapes: Map<string, Template>;
  readonly texts: Map<string, Condition>;
}

const caches = new WeakMap<Catalog, Cache>();

function cacheOf(catalog: Catalog): Cache {
  let cache = caches.get(catalog);
  if (!cache) caches.set(catalog, (cache = { shapes: new Map(), texts: new Map() }));
  return cache;
}

/** Keeps the entries used last. */
function remember<V>(cache: Map<string, V>, key: string, value: V): void {
  cache.delete(key);
  cache.set(key, value);
  if (cache.size <= kept) return;
  const [oldest = ""] = cache.keys();
  cache.delete(oldest);
}
