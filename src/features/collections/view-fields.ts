import type { QueryColumn } from "../../kernel/query-outline.ts";
import type { Catalog } from "./catalog.ts";
import { completeField } from "./complete-field.ts";
import type { Field, FieldTypeName } from "./field.ts";
import { selectExpressions } from "./select-expressions.ts";
import { idField } from "./system-fields.ts";

/**
 * A view's fields from its query's columns: a column that is a collection's keeps that field's type
 * and options, another collection's id becomes a relation, counts are numbers, casts what they are
 * cast to, and everything else is JSON.
 */
export function viewFields(
  catalog: Catalog,
  query: string,
  columns: readonly QueryColumn[],
): Field[] {
  const expressions = selectExpressions(query);
  return columns.map((column, index) => {
    if (column.name === "id") return viewId;
    const cloned = cloneOf(catalog, column);
    if (cloned) return cloned;
    const said = expressions.length === columns.length ? expressions[index]! : "";
    const type = expressionType(said);
    const field = { id: fieldId(type, column.name), name: column.name, type };
    return completeField(counts.test(said) ? { ...field, onlyInt: true } : field);
  });
}

/** Whatever makes it: a record is found by it. */
const viewId: Field = { ...idField, min: 0, max: 0, autogeneratePattern: "" };

function cloneOf(catalog: Catalog, { name, origin }: QueryColumn): Field | undefined {
  const source = origin && catalog.find(origin.table);
  const field = source?.fields.find((each) => each.name === origin?.column);
  if (!source || !field) return undefined;
  if (field.name !== "id") return { ...field, id: fieldId("_clone_", name), name };
  const id = fieldId("relation", name);
  return completeField({ id, name, type: "relation", collectionId: source.id, maxSelect: 1 });
}

function fieldId(prefix: string, name: string): string {
  return `${prefix}${Bun.hash.crc32(name)}`;
}

const counts = /^count\s*\(/i;

function expressionType(expression: string): FieldTypeName {
  if (/^total\s*\(/i.test(expression) || counts.test(expression)) return "number";
  const cast = /^cast\s*\([\s\S]+\sas\s+(\w+)\s*\)/i.exec(expression)?.[1]?.toLowerCase();
  return (cast !== undefined && castTypes.get(cast)) || "json";
}

const castTypes: ReadonlyMap<string, FieldTypeName> = new Map<string, FieldTypeName>([
  ["text", "text"],
  ...["real", "integer", "int", "decimal", "numeric"].map((name) => [name, "number"] as const),
  ["bool", "bool"],
  ["boolean", "bool"],
]);
