import type { Context } from "../../../kernel/context.ts";
import { Failure, isProblem } from "../../../kernel/failure.ts";
import type { ForeignDatabase } from "../../../kernel/foreign-database.ts";
import type { Cell, Row, Writer } from "../../../kernel/storage.ts";
import type { Collection } from "../../collections/collection.ts";
import { isSecret, type Field } from "../../collections/field.ts";
import { fieldTypeOf } from "../../collections/field-types.ts";
import { emptyCell } from "../../records/draft.ts";
import { insertRow } from "../../records/write-row.ts";
import type { Definition } from "./read-definitions.ts";
import type { Report } from "./report.ts";
import { textCell } from "./pocketbase-source.ts";

export interface CopiedTable {
  readonly database: ForeignDatabase;
  /** As it is called there. */
  readonly from: Definition;
  readonly collection: Collection;
  readonly report: Report;
}

/**
 * A table's rows as they are: ids, dates, password hashes and token keys stay. `isKnown` tells which
 * ones are here already. Answers how many came in.
 */
export async function copyRows(
  inside: Context,
  writer: Writer,
  { database, from, collection, report }: CopiedTable,
  onRow: () => void,
  isKnown: (row: Row) => boolean = () => false,
): Promise<number> {
  const { name } = collection;
  const unreadable = new Map<string, number>();
  let copied = 0;
  const columns = new Map(from.fields.map((field) => [field.id, field.name]));
  for (const source of database.rows(from.name)) {
    if (isKnown(source)) continue;
    const row: Row = {};
    for (const field of collection.fields) {
      const cell = cellOf(field, textCell(source[columns.get(field.id) ?? field.name]));
      if (isProblemCell(cell)) unreadable.set(field.name, (unreadable.get(field.name) ?? 0) + 1);
      row[field.name] = isProblemCell(cell) ? emptyCell(field) : cell;
    }
    await naming(`${name}/${String(source.id)}`, () => insertRow(inside, writer, collection, row));
    copied++;
    onRow();
  }
  for (const [field, count] of unreadable) {
    report.leaveOut(
      `${name}.${field}`,
      `${count} values are none of the field's type and became empty.`,
    );
  }
  return copied;
}

function cellOf(field: Field, given: Cell | undefined) {
  if (given === undefined || given === null) return emptyCell(field);
  if (isSecret(field) || field.type === "autodate") return given;
  return fieldTypeOf(field).encode(field, isJson(field, given) ? JSON.parse(given) : given);
}

/** Lists stand as JSON texts, also where a field became single after they were written. */
function isJson(field: Field, given: Cell): given is string {
  if (typeof given !== "string" || given === "") return false;
  if (field.type === "json" || field.type === "geoPoint") return true;
  return ["select", "relation", "file"].includes(field.type) && given.startsWith("[");
}

function isProblemCell(cell: unknown): cell is { code: string; message: string } {
  return typeof cell === "object" && cell !== null && "code" in cell;
}

/** Which of many rows it was stands in what went wrong. */
async function naming(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const [field, problem] = Object.entries(thrown.problems)[0] ?? [];
    const why = problem && isProblem(problem) ? `${field}: ${problem.message}` : thrown.message;
    throw new Failure(thrown.code, `${what} cannot be brought along.`, {
      hint: `${why} Nothing was imported.`,
      cause: thrown,
    });
  }
}
