import type { Literal } from "../../lib/filter/ast.ts";
import { raw, sql, type Sql } from "../../kernel/sql.ts";
import type { Cell } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import type { Clause } from "./condition-clause.ts";
import type { Join, Reached, Step } from "./condition-join.ts";
import type { ConditionFacts, ConditionScope } from "./condition-scope.ts";

/** What a binder may look at. */
export interface Moment {
  readonly facts: ConditionFacts;
  readonly literals: readonly (string | number)[];
}

/** Conditions are compiled to SQL whose values are binders: they give the value when it is bound. */
export type Binder = (moment: Moment) => Cell;

export function bound(binder: Binder): Sql {
  return sql`${binder}`;
}

/** Something about the request that the SQL was made for. */
export interface Assumption {
  readonly ask: (facts: ConditionFacts) => string;
  readonly answer: string;
}

/** What one compiling of a condition gathers. `spliced` conditions are rules inside another one. */
export class Compilation {
  readonly assumptions: Assumption[];
  /** What a client may see of the joined records, to be met besides the filter itself. */
  readonly visibility: Clause[] = [];
  readonly #shared = new Map<string, Join>();
  readonly #aliases: { next: number };

  constructor(
    readonly scope: ConditionScope,
    /** Quoted name or alias of the row that the condition is about. */
    readonly table: string,
    readonly facts: ConditionFacts,
    /** A collection's listRule as SQL over an alias; null where it shows everything. */
    readonly listRule: (inside: Compilation, collection: Collection, alias: string) => Sql | null,
    readonly outer: Compilation | null = null,
  ) {
    this.assumptions = outer ? outer.assumptions : [];
    this.#aliases = outer ? outer.#aliases : { next: 1 };
  }

  /** Asks the facts, and makes the SQL valid only where the answer is the same. */
  assume(ask: (facts: ConditionFacts) => string): string {
    const answer = ask(this.facts);
    this.assumptions.push({ ask, answer });
    return answer;
  }

  literal({ slot, value }: Literal): Binder {
    return this.outer ? () => value : ({ literals }) => literals[slot] ?? null;
  }

  /** Joins that every operand on the same way shares, so that conditions hold on the same row. */
  share(steps: readonly Step[]): Reached {
    let key = "";
    return this.#follow(steps, (step, parent) => {
      key += `/${step.key}`;
      let join = this.#shared.get(key);
      if (join) return join;
      join = this.#join(step, parent, null);
      this.#shared.set(key, join);
      const rule = this.#ruleOf(step, join.alias);
      if (rule) {
        const test = sql`(${raw(join.alias)}."id" IS NULL OR ${rule})`;
        this.visibility.push({ kind: "test", test, joins: [join] });
      }
      return join;
    });
  }

  /** Joins of one's own, over all the rows there are (that a client may see). */
  separate(steps: readonly Step[]): Reached {
    return this.#follow(steps, (step, parent) =>
      this.#join(step, parent, (alias) => this.#ruleOf(step, alias)),
    );
  }

  #follow(steps: readonly Step[], next: (step: Step, parent: Join | null) => Join): Reached {
    const joins: Join[] = [];
    for (const step of steps) joins.push(next(step, joins.at(-1) ?? null));
    return { table: joins.at(-1)?.alias ?? this.table, joins };
  }

  #join(step: Step, parent: Join | null, restrict: ((alias: string) => Sql | null) | null): Join {
    // No collection's name has an @: an alias never hides the table of the outer query.
    const alias = `"@${this.#aliases.next++}"`;
    const from = parent?.alias ?? this.table;
    const on = step.on(alias, from);
    const rule = restrict?.(alias) ?? null;
    const terms = [on, rule].filter((term) => term !== null);
    const [first = raw("TRUE"), second] = terms;
    const test = second ? sql`${first} AND ${second}` : first;
    return { alias, parent, text: sql`LEFT JOIN ${step.table(from)} AS ${raw(alias)} ON ${test}` };
  }

  #ruleOf(step: Step, alias: string): Sql | null {
    if (this.scope.trusted || !step.collection) return null;
    return this.listRule(this, step.collection, alias);
  }
}
