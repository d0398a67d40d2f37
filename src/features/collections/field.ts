import type { TSchema } from "@sinclair/typebox";
import type { Problem, Problems } from "../../kernel/failure.ts";
import type { Cell } from "../../kernel/storage.ts";
import type { ColumnKind } from "../../kernel/table-change.ts";

export const fieldTypeNames = [
  "text",
  "number",
  "bool",
  "email",
  "url",
  "editor",
  "date",
  "autodate",
  "select",
  "relation",
  "file",
  "json",
  "geoPoint",
  "vector",
  "password",
] as const;
export type FieldTypeName = (typeof fieldTypeNames)[number];

/**
 * A field as the wire has it: what all have in common, and its type's options flat beside that.
 * Options are always complete: the field type's `complete` filled in what was left out.
 */
export interface Field {
  /** What a field is known by when everything else about it changes. */
  readonly id: string;
  readonly name: string;
  readonly type: FieldTypeName;
  readonly system: boolean;
  readonly hidden: boolean;
  readonly presentable: boolean;
  readonly help: string;
  readonly [option: string]: unknown;
}

/** What a field type says about itself: everything that differs between types is in `fields/<type>.ts`. */
export interface FieldType {
  readonly name: FieldTypeName;
  /** The options besides the common properties, as JSON Schema with a default for each. */
  readonly options: Readonly<Record<string, TSchema>>;
  /** What is wrong with a field's options, by option name. */
  checkOptions(field: Field): Readonly<Record<string, Problem | Problems>>;
  column(field: Field): { readonly kind: ColumnKind; readonly default: string | number | null };
  /** True where the value is a list: the column then holds a JSON array. */
  multiple(field: Field): boolean;
  /**
   * A caller's value as its column keeps it, cast the way PocketBase casts ("5" → 5 for a number);
   * what cannot be cast is a Problem.
   */
  encode(field: Field, value: unknown): Cell | Problem;
  /** Validation of a cell about to be written; null when it is fine. Uniqueness and targets are not its job. */
  check(field: Field, cell: Cell): Problem | null;
  /** Makes a cell what the wire shows; absent or undefined where the cell is that already (text). */
  decoder?(field: Field): ((cell: Cell) => unknown) | undefined;
  /** The value as JSON Schema, portable (no `$ref`, `anyOf`, `oneOf`, `allOf`, no type unions). */
  schema(field: Field): TSchema;
  /** What writing it takes, where that is not what reading it gives. */
  input?(field: Field): TSchema;
}

/** An option of a field as a number; 0, which means "no limit" for most, where it is not one. */
export function numberOption(field: Field, name: string): number {
  const value = field[name];
  return typeof value === "number" ? value : 0;
}

export function textOption(field: Field, name: string): string {
  const value = field[name];
  return typeof value === "string" ? value : "";
}

export function listOption(field: Field, name: string): readonly string[] {
  const value = field[name];
  return Array.isArray(value) ? (value as string[]) : [];
}

/** Fields whose values never leave the server. */
export function isSecret(field: Pick<Field, "type" | "name" | "system">): boolean {
  return field.type === "password" || (field.system && field.name === "tokenKey");
}
