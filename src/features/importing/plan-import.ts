import { Failure } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { fieldName, fieldNames } from "./field-name.ts";
import { inferField, isWithin, readBool, readNumber, type InferredField } from "./infer-field.ts";
import { dateReaderFor, readDate } from "./read-date.ts";
import type { SourceRow, SourceTable } from "./source-table.ts";

export interface ImportPlan {
  /** For a new collection: what `collections.create` takes. */
  readonly fields: readonly (InferredField & { readonly name: string })[];
  readonly columns: readonly ColumnPlan[];
  /** Columns that are left out, and why. */
  readonly skipped: readonly { readonly column: string; readonly reason: string }[];
}

export interface ColumnPlan {
  readonly columns: readonly string[];
  readonly field: string;
  /**
   * The field's value for a row; undefined where the row says nothing.
   * @throws Failure `invalid` for what the field cannot mean.
   */
  read(row: SourceRow): unknown;
}

/** Fields, names and readers for a collection that is not there yet. */
export function planNewCollection(table: SourceTable): ImportPlan {
  const point = findPoint(table);
  const keepsIds = table.rows.every((row) => isRecordId(row.cells.get("id")));
  const plain = table.columns.filter(
    (column) => !point?.columns.includes(column) && !(keepsIds && column === "id"),
  );
  const names = fieldNames(point ? [...plain, point.field] : plain);
  const fields: (InferredField & { name: string })[] = [];
  const columns: ColumnPlan[] = keepsIds ? [cellPlan("id", "id", (cell) => cell)] : [];
  for (const column of plain) {
    const { field, read } = inferField(cellsOf(table, column));
    const name = names.get(column) ?? column;
    fields.push({ name, ...field });
    columns.push(cellPlan(column, name, read));
  }
  if (point) {
    const name = names.get(point.field) ?? point.field;
    fields.push({ name, type: "geoPoint" });
    columns.push({ ...point, field: name });
  }
  return { fields, columns, skipped: [] };
}

/**
 * Columns matched to the fields of a collection, by name or by the name the importer would give.
 * @throws Failure `invalid` for a column that has no field, with the nearest one.
 */
export function planForCollection(table: SourceTable, collection: Collection): ImportPlan {
  const fields = new Map(collection.fields.map((field) => [field.name, field]));
  const columns: ColumnPlan[] = [];
  const skipped: { column: string; reason: string }[] = [];
  const point = findPoint(table);
  const location = collection.fields.find((field) => field.type === "geoPoint");
  for (const column of table.columns) {
    const field = fields.get(column) ?? fields.get(fieldName(column));
    if (field?.type === "autodate") skipped.push({ column, reason: "is set by the server" });
    else if (field)
      columns.push(cellPlan(column, field.name, readerFor(field, cellsOf(table, column))));
    else if (computed.has(column)) skipped.push({ column, reason: "is not stored" });
    else if (point?.columns.includes(column) && location) continue;
    else throw unknownColumn(column, collection);
  }
  if (point && location && !columns.some((plan) => plan.field === location.name)) {
    columns.push({ ...point, field: location.name });
  }
  return { fields: [], columns, skipped };
}

/** What answers show beside the fields. */
const computed = new Set(["collectionId", "collectionName", "expand"]);

function unknownColumn(column: string, collection: Collection): Failure {
  const names = collection.fields.map((field) => field.name);
  const near = nearest(fieldName(column), names);
  return new Failure(
    "invalid",
    `The column ${JSON.stringify(column)} has no field in ${collection.name}.`,
    {
      hint: near
        ? `Did you mean ${near}? Rename the column, or add the field to the collection first.`
        : `${collection.name} has ${names.join(", ")}. Add the field first, or remove the column.`,
      problems: { [column]: { code: "validation_unknown_field", message: "Unknown field." } },
    },
  );
}

/**
 * How a field takes a cell. Records cast what they are given, as PocketBase does ("many" → 0); a file
 * is refused instead.
 */
function readerFor(field: Field, cells: readonly unknown[]): (cell: unknown) => unknown {
  switch (field.type) {
    case "date":
      return strictly(
        field,
        "a date, such as 2024-05-31",
        dateReaderFor(cells) ?? readDate("monthFirst"),
      );
    case "number":
      return strictly(field, "a number", readNumber);
    case "bool":
      return strictly(field, "true or false", readFlag);
    case "json":
    case "geoPoint":
    case "vector":
      return fromJsonText;
    default:
      return Number(field.maxSelect) > 1 ? fromJsonText : (cell) => cell;
  }
}

function strictly(
  field: Field,
  wanted: string,
  read: (cell: unknown) => unknown,
): (cell: unknown) => unknown {
  return (cell) => {
    const value = read(cell);
    if (value !== null) return value;
    const message = `${JSON.stringify(cell)} is not ${wanted}.`;
    throw new Failure("invalid", message, {
      problems: { [field.name]: { code: "validation_invalid_value", message } },
    });
  };
}

function readFlag(cell: unknown): boolean | null {
  if (cell === 1 || cell === "1") return true;
  if (cell === 0 || cell === "0") return false;
  return readBool(cell);
}

function fromJsonText(cell: unknown): unknown {
  if (typeof cell !== "string" || !/^\s*[[{"]/.test(cell)) return cell;
  try {
    return JSON.parse(cell);
  } catch {
    return cell; // Text that only looks like JSON: the field decides whether it takes it.
  }
}

function cellPlan(column: string, field: string, read: (cell: unknown) => unknown): ColumnPlan {
  return {
    columns: [column],
    field,
    read(row) {
      const cell = row.cells.get(column);
      return cell === undefined ? undefined : read(cell);
    },
  };
}

/** A latitude and a longitude column make one point. */
function findPoint(table: SourceTable): ColumnPlan | null {
  const find = (names: readonly string[], bound: number) =>
    table.columns.find(
      (column) =>
        names.includes(fieldName(column)) &&
        cellsOf(table, column).every((cell) => isWithin(readNumber(cell), bound)),
    );
  const latitude = find(["latitude", "lat"], 90);
  const longitude = find(["longitude", "lon", "lng", "long"], 180);
  if (latitude === undefined || longitude === undefined) return null;
  return {
    columns: [latitude, longitude],
    field: "location",
    read(row) {
      const lat = row.cells.get(latitude);
      const lon = row.cells.get(longitude);
      if (lat === undefined || lon === undefined) return undefined;
      return { lon: readNumber(lon), lat: readNumber(lat) };
    },
  };
}

function isRecordId(cell: unknown): boolean {
  return typeof cell === "string" && /^[a-z0-9]{15}$/.test(cell);
}

function cellsOf(table: SourceTable, column: string): unknown[] {
  return table.rows.map((row) => row.cells.get(column)).filter((cell) => cell !== undefined);
}
