import type { ForeignDatabase } from "../../../kernel/foreign-database.ts";
import type { Cell, Row } from "../../../kernel/storage.ts";
import { textCell } from "./pocketbase-source.ts";

/** A collection as PocketBase keeps it, in the shape its API shows, secrets included. */
export interface Definition {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly fields: readonly DefinedField[];
  /** `2024-05-06 00:00:00.000Z`. */
  readonly created: string;
  readonly updated: string;
  readonly [option: string]: unknown;
}

export interface DefinedField {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly [option: string]: unknown;
}

/** What both products have by themselves. */
export const builtIn: ReadonlySet<string> = new Set([
  "_superusers",
  "_externalAuths",
  "_mfas",
  "_otps",
  "_authOrigins",
]);

export function readDefinitions(database: ForeignDatabase): Definition[] {
  return [...database.rows("_collections")].map(readDefinition);
}

function readDefinition(row: Row): Definition {
  const { id, name, type, system: _, fields, indexes, options, ...rest } = row;
  const { listRule, viewRule, createRule, updateRule, deleteRule, created, updated } = rest;
  return {
    ...(withoutNulls(parse(options, {})) as object),
    // A rule's null says something: superusers only.
    ...rulesIn(parse(options, {})),
    ...{ listRule, viewRule, createRule, updateRule, deleteRule },
    id: String(id),
    name: String(name),
    type: String(type),
    fields: withoutNulls(parse(fields, [])) as DefinedField[],
    indexes: parse(indexes, []),
    created: String(created ?? ""),
    updated: String(updated ?? ""),
  };
}

function rulesIn(options: unknown): object {
  const { authRule, manageRule } = options as { authRule?: unknown; manageRule?: unknown };
  return {
    ...(authRule !== undefined && { authRule }),
    ...(manageRule !== undefined && { manageRule }),
  };
}

/** PocketBase writes null where an option was never set. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      each === null ? [] : [[key, withoutNulls(each)]],
    ),
  );
}

function parse(cell: Cell | undefined, otherwise: unknown): unknown {
  const text = textCell(cell);
  return typeof text === "string" && text !== "" ? (JSON.parse(text) ?? otherwise) : otherwise;
}
