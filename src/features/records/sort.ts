import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { identifier, join, nothing, sql, type Sql } from "../../kernel/sql.ts";
import { BoundedMap } from "../../lib/bounded-map.ts";
import type { Catalog } from "../collections/catalog.ts";
import { fromJoins } from "./condition-clause.ts";
import type { Binder, Compilation } from "./condition-compilation.ts";
import { beginCompilation } from "./condition-compile.ts";
import { resolveName } from "./condition-name.ts";
import type { Route } from "./condition-route.ts";
import { refuseRuleName } from "./condition-text.ts";
import { nobody, sightOf, type ConditionFacts, type ConditionScope } from "./condition-scope.ts";

/**
 * `-created, title` as the list behind ORDER BY. Besides fields and paths there are `@random` and
 * `@rowid`, the order records were made in. Of many related values the first one counts.
 * `facts` say whose view of related records it is; without them it is a guest's.
 * @throws Failure `invalid` with the nearest name; `forbidden` for a client's `@collection.`.
 */
export function compileSort(
  scope: ConditionScope,
  text: string,
  facts: ConditionFacts = nobody,
): Sql {
  if (text === "") return nothing;
  const { collection, catalog } = scope;
  const key = `${collection.id} ${sightOf(scope)} ${text}`;
  const known = lastingOf(catalog).get(key);
  if (known) return known;
  const terms = text.split(",");
  if (terms.length > limits.sortFields) {
    throw new Failure("invalid", `A sort has at most ${limits.sortFields} fields.`, {
      hint: `This one has ${terms.length}.`,
    });
  }
  let position = 1;
  const ordered = terms.map((term) => {
    const at = position + (term.length - term.trimStart().length);
    position += term.length + 1;
    return compileTerm(scope, facts, term.trim(), at);
  });
  const { parts, values } = join(
    ordered.map((term) => term.order),
    ", ",
  );
  const binders = values as readonly Binder[];
  const order = { parts, values: binders.map((binder) => binder({ facts, literals: [] })) };
  if (ordered.every((term) => term.lasting)) lastingOf(catalog).set(key, order);
  return order;
}

/** Sorts that are the same for everybody, as most are; by collection, trust and text. */
const lasting = new WeakMap<Catalog, BoundedMap<string, Sql>>();
const lastingKept = 1000;

function lastingOf(catalog: Catalog): BoundedMap<string, Sql> {
  let kept = lasting.get(catalog);
  if (!kept) lasting.set(catalog, (kept = new BoundedMap(lastingKept)));
  return kept;
}

interface Term {
  readonly order: Sql;
  /** Whether it is the same whoever asks. */
  readonly lasting: boolean;
}

function compileTerm(
  scope: ConditionScope,
  facts: ConditionFacts,
  term: string,
  position: number,
): Term {
  const name = term.replace(/^[-+]/, "");
  const direction = term.startsWith("-") ? "DESC" : "ASC";
  const { dialect, collection, trusted } = scope;
  if (name === "@random") return { order: dialect.random(), lasting: true };
  if (name === "@rowid" && collection.type !== "view") {
    const inserted = dialect.insertionOrder(identifier(collection.name));
    return { order: dialect.order(inserted, direction), lasting: true };
  }
  if (
    name === "@rowid" ||
    name.length > limits.sortFieldCharacters ||
    !/^[\w@]([\w.:]*\w)?$/.test(name)
  ) {
    throw new Failure(
      "invalid",
      `${JSON.stringify(name)} cannot be sorted by (position ${position}).`,
      { hint: "A sort looks like: -created,title" },
    );
  }
  if (!trusted) refuseRuleName(name, position);
  const compilation = beginCompilation(scope, facts);
  const route = resolveName(compilation, { kind: "path", text: name, position });
  if (!("steps" in route)) {
    throw new Failure("invalid", `${name} cannot be sorted by (position ${position}).`, {
      hint: "Only fields can, of the records themselves or of related ones.",
    });
  }
  return {
    order: dialect.order(scalarOf(compilation, route), direction),
    lasting: route.steps.length === 0 && !route.guard,
  };
}

function scalarOf(compilation: Compilation, route: Route): Sql {
  const { table, joins } = compilation.separate(route.steps);
  const value = route.value(table);
  const seen = route.guard ? sql`CASE WHEN ${route.guard(table)} THEN ${value} END` : value;
  return joins.length === 0 ? seen : sql`(SELECT ${seen} ${fromJoins(joins)} LIMIT 1)`;
}
