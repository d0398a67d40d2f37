import { raw, type Sql } from "../../kernel/sql.ts";
import type { Field } from "../collections/field.ts";
import type { Join } from "./condition-join.ts";

/** One side of a comparison, resolved. Values inside the SQL are binders. */
export interface Operand {
  readonly value: Sql;
  readonly joins: readonly Join[];
  /** The same over all its rows, where there can be many: what "all match" is asked of. */
  readonly every: { readonly value: Sql; readonly joins: readonly Join[] } | null;
  /** Known beforehand: NULL or "", something else, or neither. */
  readonly emptiness: "empty" | "filled" | "unknown";
  /** Whether NULL and "" count as the same; JSON tells them apart. */
  readonly folds: boolean;
  /** False for columns that are never NULL. */
  readonly nullable: boolean;
  readonly kind: OperandKind;
  /** What `~` looks for when this stands on the right; null: the value's text, between wildcards. */
  readonly pattern: Sql | null;
  /** What else has to hold for the value to be seen. */
  readonly guard: { readonly test: Sql; readonly every: Sql | null } | null;
  /** A bare number read as Unix seconds, in the form date columns have. */
  readonly asDate: Sql | null;
}

export type OperandKind = "text" | "number" | "date" | "json" | "value";

export function makeOperand(value: Sql, given: Partial<Operand> = {}): Operand {
  return {
    value,
    joins: [],
    every: null,
    emptiness: "unknown",
    folds: true,
    nullable: true,
    kind: "value",
    pattern: null,
    guard: null,
    asDate: null,
    ...given,
  };
}

export const nullOperand: Operand = makeOperand(raw("NULL"), { emptiness: "empty" });

export function kindOf(field: Field): OperandKind {
  if (field.type === "number" || field.type === "bool") return "number";
  if (field.type === "date" || field.type === "autodate") return "date";
  if (field.type === "json" || field.type === "vector" || field.type === "geoPoint") return "json";
  return "text";
}
