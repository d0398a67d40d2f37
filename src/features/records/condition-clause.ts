import { join as joinSql, raw, sql, type Sql } from "../../kernel/sql.ts";
import type { Join } from "./condition-join.ts";

/** A condition whose joins are not placed yet. */
export type Clause =
  | { readonly kind: "test"; readonly test: Sql; readonly joins: readonly Join[] }
  | { readonly kind: "all" | "some"; readonly clauses: readonly Clause[] };

/**
 * Wraps each part that needs joins into an EXISTS of its own, as small as its meaning allows: an OR
 * splits freely, an AND only where its terms share no join. What needs none stays outside, where it
 * can use an index.
 */
export function place(clause: Clause): Sql {
  if (clause.kind === "test") return exists(joinsOf(clause), clause.test);
  if (clause.kind === "some") return combine(clause.clauses.map(place), " OR ");
  const placed = connected(clause.clauses).map((group) => {
    const [only] = group;
    if (only && group.length === 1) return place(only);
    const together = { kind: "all", clauses: group } as const;
    return exists(joinsOf(together), flat(together));
  });
  return combine(placed, " AND ");
}

/** FROM something with exactly one row, then the joins: there is always at least one row. */
export function fromJoins(joins: Iterable<Join>): Sql {
  const texts = [...joins].map((each) => each.text);
  return joinSql([raw(`FROM (SELECT 1) AS "@"`), ...texts], " ");
}

function exists(joins: ReadonlySet<Join>, test: Sql): Sql {
  return joins.size === 0 ? test : sql`EXISTS (SELECT 1 ${fromJoins(joins)} WHERE ${test})`;
}

function flat(clause: Clause): Sql {
  if (clause.kind === "test") return clause.test;
  return combine(clause.clauses.map(flat), clause.kind === "all" ? " AND " : " OR ");
}

function combine(terms: readonly Sql[], word: string): Sql {
  return terms.length === 1 && terms[0] ? terms[0] : sql`(${joinSql(terms, word)})`;
}

/** Parents before children, as they were first needed. */
function joinsOf(clause: Clause): Set<Join> {
  if (clause.kind !== "test") {
    return new Set(clause.clauses.flatMap((inner) => [...joinsOf(inner)]));
  }
  const all = new Set<Join>();
  const add = (join: Join): void => {
    if (join.parent) add(join.parent);
    all.add(join);
  };
  clause.joins.forEach(add);
  return all;
}

/** Groups of clauses that share a join, directly or through others. */
function connected(clauses: readonly Clause[]): Clause[][] {
  let groups: { joins: Set<Join>; clauses: Clause[] }[] = [];
  for (const clause of clauses) {
    const joins = joinsOf(clause);
    const touched = groups.filter((group) => !group.joins.isDisjointFrom(joins));
    const merged = {
      joins: new Set([...touched.flatMap((group) => [...group.joins]), ...joins]),
      clauses: [...touched.flatMap((group) => group.clauses), clause],
    };
    groups = [...groups.filter((group) => !touched.includes(group)), merged];
  }
  return groups.map((group) => group.clauses);
}
