import type { Caller } from "../../kernel/caller.ts";
import type { RequestFacts } from "../../kernel/context.ts";
import type { Dialect } from "../../kernel/dialect.ts";
import type { Sql } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Expression } from "../../lib/filter/ast.ts";
import { literalsOf, shapeOf } from "../../lib/filter/parse.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { compileExpression } from "./condition-compile.ts";
import type { Assumption, Binder, Moment } from "./condition-compilation.ts";
import { parseTokens, readTokens } from "./condition-text.ts";

/** Known only when the query runs. */
export interface ConditionFacts {
  readonly caller: Caller;
  readonly request: RequestFacts;
  readonly now: Date;
  /** `@request.body`, with modifiers such as `tags+` already applied. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** Unused here: conditions read the stored row itself, which is how `:changed` compares. */
  readonly existing?: Row | null;
}

/** Known when a condition is compiled. */
export interface ConditionScope {
  readonly catalog: Catalog;
  readonly collection: Collection;
  readonly dialect: Dialect;
  /**
   * True for rules and a superuser's filters, which see everything. A client's filter may not use
   * `@request.` and `@collection.`, nor hidden fields; it sees related records as far as their
   * listRule shows them, and e-mail addresses where `emailVisibility` does.
   */
  readonly trusted: boolean;
}

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
  const cache = cacheOf(scope.catalog);
  const prefix = `${scope.collection.id} ${scope.trusted ? "trusted" : "client"} `;
  const known = cache.get(prefix + text);
  if (known instanceof BoundLiterals) return known;
  const tokens = readTokens(text, scope.trusted);
  const shape = `${prefix}: ${shapeOf(tokens)}`;
  let template = cache.get(shape);
  if (!(template instanceof Template)) {
    template = new Template(scope, parseTokens(tokens));
    remember(cache, shape, template);
  }
  const condition = new BoundLiterals(template, literalsOf(tokens));
  remember(cache, prefix + text, condition);
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
const shapesKept = 2000;

/** A guest who sends nothing: what every condition is compiled for first, to see whether it can be. */
export const nobody: ConditionFacts = {
  caller: { superuser: false, record: null, token: null, actor: "guest" },
  request: {
    door: "inside",
    method: "GET",
    context: "default",
    query: {},
    headers: {},
    client: null,
    transport: "",
  },
  now: new Date(0),
  body: null,
};

type Cache = Map<string, Template | BoundLiterals>;
const caches = new WeakMap<Catalog, Cache>();

function cacheOf(catalog: Catalog): Cache {
  let cache = caches.get(catalog);
  if (!cache) caches.set(catalog, (cache = new Map()));
  return cache;
}

function remember(cache: Cache, key: string, value: Template | BoundLiterals): void {
  if (cache.size >= shapesKept) {
    const [oldest] = cache.keys();
    if (oldest !== undefined) cache.delete(oldest);
  }
  cache.set(key, value);
}
