import type { Dialect } from "../../kernel/dialect.ts";
import { raw, sql, type Sql } from "../../kernel/sql.ts";
import type { Comparison, Operator } from "../../lib/filter/ast.ts";
import { fromJoins, type Clause } from "./condition-clause.ts";
import type { Operand } from "./condition-operand.ts";

/** The part of an operand that one row's comparison looks at. */
type Side = Pick<Operand, "value" | "emptiness" | "folds" | "nullable" | "kind" | "pattern">;

/**
 * Two operands compared. Where one has many values and `any` is not asked for, one row has to match
 * and none may fail; a comparison with NULL neither matches nor fails.
 */
export function compare(
  dialect: Dialect,
  left: Operand,
  { operator, any }: Pick<Comparison, "operator" | "any">,
  right: Operand,
): Clause {
  [left, right] = [asDate(left, right, operator), asDate(right, left, operator)];
  const terms = [compareRow(dialect, left, operator, right)];
  if (!any && (left.every || right.every)) {
    terms.push(noneFails(dialect, left, operator, right));
  }
  if (left.guard) terms.push(left.guard.test);
  if (right.guard) terms.push(right.guard.test);
  const [first, ...more] = terms;
  const test = more.reduce((all, term) => sql`${all} AND ${term}`, first ?? raw("TRUE"));
  return {
    kind: "test",
    test: more.length > 0 ? sql`(${test})` : test,
    joins: [...left.joins, ...right.joins],
  };
}

function asDate(operand: Operand, other: Operand, operator: Operator): Operand {
  if (!operand.asDate || other.kind !== "date" || operator === "~" || operator === "!~") {
    return operand;
  }
  return { ...operand, value: operand.asDate };
}

function noneFails(dialect: Dialect, left: Operand, operator: Operator, right: Operand): Sql {
  const matches = compareRow(dialect, overAll(left), operator, overAll(right));
  const joins = [...(left.every?.joins ?? []), ...(right.every?.joins ?? [])];
  const hidden = [left, right].flatMap(({ guard }) => (guard?.every ? [guard.every] : []));
  const seen = hidden.reduce((all, test) => sql`${all} AND ${test}`, matches);
  return sql`NOT EXISTS (SELECT 1 ${fromJoins(joins)} WHERE NOT (${seen}))`;
}

/** Over all rows, with nothing known beforehand; a single JSON value folds like any other here. */
function overAll(operand: Operand): Side {
  const { every, folds, kind } = operand;
  if (!every) return { ...operand, folds: true };
  return { value: every.value, folds, kind, emptiness: "unknown", nullable: true, pattern: null };
}

function compareRow(dialect: Dialect, left: Side, operator: Operator, right: Side): Sql {
  switch (operator) {
    case "=":
      return equality(dialect, left, right, true);
    case "!=":
      return equality(dialect, left, right, false);
    case "~":
      return like(dialect, left, right);
    case "!~":
      return sql`NOT (${like(dialect, left, right)})`;
    default:
      return sql`${left.value} ${raw(operator)} ${right.value}`;
  }
}

function like(dialect: Dialect, left: Side, right: Side): Sql {
  return dialect.like(left.value, right.pattern ?? sql`('%' || ${right.value} || '%')`);
}

/** NULL and "" are one value; columns are only wrapped where nothing simpler is the same. */
function equality(dialect: Dialect, left: Side, right: Side, equal: boolean): Sql {
  if (!left.folds || !right.folds) {
    return equal ? dialect.same(left.value, right.value) : dialect.differ(left.value, right.value);
  }
  if (left.emptiness === "empty" && right.emptiness === "empty") {
    return sql`${dialect.boolean(equal)} = ${dialect.boolean(true)}`;
  }
  if (left.emptiness === "filled" || right.emptiness === "filled" || comparable(left, right)) {
    return plain(dialect, emptyAsText(left), emptyAsText(right), equal);
  }
  if (left.emptiness === "empty") return emptyCheck(dialect, right, equal);
  if (right.emptiness === "empty") return emptyCheck(dialect, left, equal);
  const [a, b] = [sql`COALESCE(${left.value}, '')`, sql`COALESCE(${right.value}, '')`];
  return plain(dialect, a, b, equal);
}

function comparable(left: Side, right: Side): boolean {
  const affinity = (kind: Side["kind"]): string => (kind === "date" ? "text" : kind);
  return (
    !left.nullable &&
    !right.nullable &&
    affinity(left.kind) === affinity(right.kind) &&
    left.emptiness === "unknown" &&
    right.emptiness === "unknown"
  );
}

function plain(dialect: Dialect, left: Sql, right: Sql, equal: boolean): Sql {
  return equal ? sql`${left} = ${right}` : dialect.differ(left, right);
}

function emptyAsText(side: Side): Sql {
  return side.emptiness === "empty" ? raw("''") : side.value;
}

function emptyCheck(dialect: Dialect, { value, nullable }: Side, equal: boolean): Sql {
  if (!nullable) return plain(dialect, value, raw("''"), equal);
  return equal
    ? sql`(${value} = '' OR ${value} IS NULL)`
    : sql`(${dialect.differ(value, raw("''"))} AND ${value} IS NOT NULL)`;
}
