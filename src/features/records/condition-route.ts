import { limits } from "../../kernel/limits.ts";
import { identifier, sql, type Sql } from "../../kernel/sql.ts";
import type { Path } from "../../lib/filter/ast.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import type { Compilation } from "./condition-compilation.ts";
import { column, type Step } from "./condition-join.ts";
import { kindOf, makeOperand, nullOperand, type Operand } from "./condition-operand.ts";
import { noField, noRelation, problem, refuseHidden } from "./condition-problem.ts";
import { findRelation, isUnique, type Relation } from "./relation-path.ts";

/** A name as the steps to a row and what to take from it there. */
export interface Route {
  readonly steps: readonly Step[];
  /** Whether the steps can lead to many rows. */
  readonly many: boolean;
  value(table: string): Sql;
  readonly folds: boolean;
  readonly kind: Operand["kind"];
  /** Never NULL in a row of its own table. */
  readonly filled: boolean;
  /** Set where an address is only shown by its owner's leave. */
  guard?(table: string): Sql;
}

/** Where names are looked up: a collection, and the steps that led to it. */
export interface Start {
  readonly collection: Collection;
  readonly steps: readonly Step[];
  readonly many: boolean;
  /** `@request.*`: what is not there is NULL, since one rule serves callers of several kinds. */
  readonly lenient: boolean;
}

const modifiers = ["isset", "each", "length", "lower", "changed"] as const;
export type Modifier = (typeof modifiers)[number];

/** The route joined: shared with other names on the same way, and separately where it has many rows. */
export function operandOf(compilation: Compilation, route: Route): Operand {
  const shared = compilation.share(route.steps);
  const separate = route.many ? compilation.separate(route.steps) : null;
  return makeOperand(route.value(shared.table), {
    joins: shared.joins,
    every: separate && { value: route.value(separate.table), joins: separate.joins },
    folds: route.folds,
    kind: route.kind,
    nullable: !route.filled || route.steps.length > 0,
    guard: route.guard
      ? { test: route.guard(shared.table), every: separate && route.guard(separate.table) }
      : null,
  });
}

/** Walks along relations to the last name. */
export function follow(
  compilation: Compilation,
  start: Start,
  names: readonly string[],
  path: Path,
): Route | Operand {
  const { scope } = compilation;
  let { collection, many } = start;
  const steps = [...start.steps];
  for (const [index, name] of names.entries()) {
    const rest = names.slice(index + 1);
    if (rest.length === 0) return arrive({ ...start, collection, steps, many }, scope, name, path);
    const field = findField(collection, name);
    if (field) refuseHidden(collection, field, scope, path);
    if (field && (field.type === "json" || field.type === "geoPoint")) {
      return { ...plainRoute(collection, steps, many, field), ...inJson(scope, field, rest) };
    }
    if (index >= limits.relationDepth) {
      throw problem(path, `A path follows at most ${limits.relationDepth} relations`);
    }
    const relation = findRelation(scope.catalog, collection, name);
    if (!relation) {
      if (!field && start.lenient) return nullOperand;
      throw noRelation(scope, collection, field, name, path);
    }
    if (relation.back) refuseHidden(relation.target, relation.field, scope, path);
    const several = fieldTypeOf(relation.field).multiple(relation.field);
    if (!relation.back && !several && rest.length === 1 && rest[0] === "id") {
      return plainRoute(collection, steps, many, relation.field);
    }
    steps.push(...stepsAlong(scope, relation, name, several));
    many ||= several || (relation.back && !isUnique(relation.target, relation.field));
    collection = relation.target;
  }
  throw problem(path, `${path.text} names no field`);
}

function stepsAlong(
  { dialect }: Compilation["scope"],
  { target, field, back }: Relation,
  name: string,
  several: boolean,
): Step[] {
  const table = (): Sql => identifier(target.name);
  const id = (alias: string): Sql => column(alias, "id");
  if (back) {
    const on: Step["on"] = (alias, from) => {
      const reference = column(alias, field.name);
      if (!several) return sql`${reference} = ${id(from)}`;
      return sql`${id(from)} IN (SELECT "value" FROM ${dialect.jsonElements(reference)})`;
    };
    return [{ key: name, collection: target, table, on }];
  }
  if (several) {
    const on: Step["on"] = (alias, from) => sql`${id(alias)} = ${column(from, "value")}`;
    return [elementsStep(dialect, field), { key: name, collection: target, table, on }];
  }
  const on: Step["on"] = (alias, from) => sql`${id(alias)} = ${column(from, field.name)}`;
  return [{ key: name, collection: target, table, on }];
}

function elementsStep(dialect: Compilation["scope"]["dialect"], field: Field): Step {
  return {
    key: `${field.name}:each`,
    collection: null,
    table: (from) => dialect.jsonElements(column(from, field.name)),
    on: () => null,
  };
}

function arrive(
  { collection, steps, many, lenient }: Start,
  scope: Compilation["scope"],
  last: string,
  path: Path,
): Route | Operand {
  const { dialect, trusted } = scope;
  const [name, modifier] = splitModifier(last, path);
  const field = findField(collection, name);
  if (!field) {
    if (lenient) return nullOperand;
    throw noField(collection, name, scope, path);
  }
  refuseHidden(collection, field, scope, path);
  const route = plainRoute(collection, steps, many, field);
  if (modifier === "length" && isList(field)) {
    const value = (table: string): Sql => dialect.jsonLength(column(table, name));
    return { ...route, value, kind: "value", filled: false };
  }
  if (modifier === "each" && isList(field)) {
    return {
      ...route,
      steps: [...steps, elementsStep(dialect, field)],
      many: many || fieldTypeOf(field).multiple(field),
      value: (table) => column(table, "value"),
      kind: "value",
    };
  }
  const json = field.type === "json" ? { ...route, ...inJson({ dialect }, field, []) } : route;
  const shown = { ...json, ...guardOf(collection, field, trusted) };
  if (modifier !== "lower") return shown;
  return { ...shown, value: (table) => dialect.lower(json.value(table)), kind: "value" };
}

function plainRoute(
  { type }: Collection,
  steps: readonly Step[],
  many: boolean,
  field: Field,
): Route {
  const value = (table: string): Sql => column(table, field.name);
  // A view may join what is not there.
  const filled = field.type !== "json" && field.type !== "vector" && type !== "view";
  return { steps, many, value, folds: true, kind: kindOf(field), filled };
}

/** JSON tells null from "", and its values have no column's type. */
function inJson(
  { dialect }: Pick<Compilation["scope"], "dialect">,
  field: Field,
  path: readonly string[],
): Pick<Route, "value" | "folds" | "kind" | "filled"> {
  const value = (table: string): Sql => dialect.jsonValue(column(table, field.name), path);
  return { value, folds: false, kind: "json", filled: false };
}

function guardOf(collection: Collection, field: Field, trusted: boolean): Pick<Route, "guard"> {
  if (trusted || !collection.auth || field.name !== "email") return {};
  return { guard: (table) => column(table, "emailVisibility") };
}

/** `tags:each` → `tags` and `each`. @throws Failure `invalid` for a modifier that does not exist. */
export function splitModifier(text: string, path: Path): [name: string, modifier: Modifier | null] {
  const [name = "", written, ...more] = text.split(":");
  if (written === undefined || more.length > 0) return [text, null];
  const modifier = modifiers.find((known) => known === written);
  if (modifier) return [name, modifier];
  const near = nearest(written, modifiers);
  const hint = near ? `Did you mean :${near}?` : "Modifiers are :lower, :length and :each.";
  throw problem(path, `There is no modifier :${written}`, hint);
}

/** Fields that could hold several values, whether or not this one may. */
export function isList(field: Field): boolean {
  return typeof field.maxSelect === "number";
}

export function findField(collection: Collection, name: string): Field | undefined {
  return collection.fields.find((field) => field.name === name);
}
