import type { Column, TableChange } from "../../kernel/table-change.ts";
import type { Collection } from "./collection.ts";
import type { Field } from "./field.ts";
import { fieldTypeOf } from "./field-types.ts";
import { parseIndex } from "./index-statement.ts";
import { planSearch, searchName } from "./search-option.ts";

/**
 * What has to happen to the table for a collection to become another; nothing where it fits, and for
 * views, which have none.
 */
export function planTables(before: Collection | null, after: Collection): TableChange[] {
  if (after.type === "view") return [];
  const search = planSearch(before, after);
  if (!before) {
    const columns = after.fields.filter((field) => field.name !== "id").map(columnOf);
    return [
      { change: "createTable", table: after.name, columns },
      ...addIndexes(after, []),
      ...search.last,
    ];
  }
  const columns = planColumns(before, after);
  const renamed = before.name !== after.name;
  const moved = renamed || columns.length > 0;
  const kept = moved ? [] : before.indexes.filter((index) => after.indexes.includes(index));
  return [
    ...dropIndexes(before, kept),
    ...search.first,
    ...columns,
    ...(renamed ? [{ change: "renameTable", table: before.name, to: after.name } as const] : []),
    ...addIndexes(after, kept),
    ...search.last,
  ];
}

/** What has to happen for its table to be gone with all that belongs to it. */
export function planRemoval({ id, name, search }: Collection): TableChange[] {
  const removal: TableChange[] = [{ change: "dropTable", table: name }];
  return search ? [{ change: "dropSearch", search: searchName({ id }) }, ...removal] : removal;
}

export function columnOf(field: Field): Column {
  return { name: field.name, ...fieldTypeOf(field).column(field) };
}

/** Drops first, then renames by way of names that nobody has, so that two fields may swap. */
function planColumns(before: Collection, after: Collection): TableChange[] {
  const table = before.name;
  const wanted = new Map(after.fields.map((field) => [field.id, field]));
  const drops: TableChange[] = [];
  const aside: TableChange[] = [];
  const back: TableChange[] = [];
  const conversions: TableChange[] = [];
  for (const field of before.fields) {
    const next = wanted.get(field.id);
    wanted.delete(field.id);
    if (!next) {
      drops.push({ change: "dropColumn", table, column: field.name });
      continue;
    }
    if (next.name !== field.name) {
      const parked = `${field.id}__renaming`;
      aside.push({ change: "renameColumn", table, column: field.name, to: parked });
      back.push({ change: "renameColumn", table, column: parked, to: next.name });
    }
    const multiple = fieldTypeOf(next).multiple(next);
    if (multiple !== fieldTypeOf(field).multiple(field)) {
      const change = multiple ? "toMultiple" : "toSingle";
      conversions.push({ change, table, column: columnOf(next) });
    }
  }
  const added = [...wanted.values()].map((field): TableChange => ({
    change: "addColumn",
    table,
    column: columnOf(field),
  }));
  return [...drops, ...aside, ...back, ...conversions, ...added];
}

function dropIndexes(collection: Collection, kept: readonly string[]): TableChange[] {
  return collection.indexes.flatMap((statement) => {
    const index = parseIndex(statement);
    return !index || kept.includes(statement) ? [] : [{ change: "dropIndex", index: index.name }];
  });
}

function addIndexes(collection: Collection, kept: readonly string[]): TableChange[] {
  return collection.indexes.flatMap((statement) => {
    const index = parseIndex(statement);
    if (!index || kept.includes(statement)) return [];
    return [{ change: "createIndex", table: collection.name, index }];
  });
}
