import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Cell, Row, Writer } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { isSecret, type Field } from "../collections/field.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import { fileNames } from "../collections/fields/file.ts";
import { filePath } from "../collections/stored-files.ts";
import { emptyCell } from "../records/draft.ts";
import { changedAt } from "../records/if-updated.ts";
import { checkRelations, deleteWithReferences } from "../records/relations.ts";
import { insertRow, replaceRow } from "../records/write-row.ts";

/** One undoing, inside its transaction. */
export interface Undoing {
  readonly context: Context;
  readonly writer: Writer;
  readonly catalog: Catalog;
  /** Paths of files that cannot come back. */
  readonly missing: ReadonlySet<string>;
  /** What else could not be brought back, in words. */
  readonly notes: Set<string>;
}

/** Makes a record what it was before this change. */
export async function undoChange(undoing: Undoing, change: Change): Promise<void> {
  const { context, writer, catalog } = undoing;
  const collection = catalog.get(change.collection);
  const existing = await storedRow(writer, collection, change.record);
  if (change.action === "create") {
    // Gone already where a cascade of this undoing has taken it along.
    if (existing) await deleteWithReferences(context, writer, catalog, collection, existing);
    return;
  }
  const isDeleted = change.action === "delete";
  if (isDeleted === (existing !== null)) throw inTheWay(collection, change);
  const row = rowBefore(undoing, collection, change, existing);
  if (existing) await replaceRow(context, writer, collection, existing, row);
  else await insertRow(context, writer, collection, row);
}

/** @throws Failure `conflict` where a record that is back relates to one that is not. */
export async function refuseLooseEnds(
  { writer, catalog }: Undoing,
  changes: readonly Change[],
): Promise<void> {
  for (const { collection: id, record, action } of changes) {
    const collection = catalog.get(id);
    const row = action !== "create" && (await storedRow(writer, collection, record));
    if (!row) continue;
    const draft = { collection, existing: null, row, body: {}, problems: {} };
    await checkRelations(writer, catalog, draft);
    const [name] = Object.keys(draft.problems);
    if (name === undefined) continue;
    throw new Failure("conflict", `${collection.name}/${record} cannot be as it was.`, {
      hint: `Its ${name} pointed to a record that is not there any more: bring that back first.`,
      problems: draft.problems,
    });
  }
}

async function storedRow(writer: Writer, { name }: Collection, id: string): Promise<Row | null> {
  const rows = await writer.all(sql`SELECT * FROM ${identifier(name)} WHERE "id" = ${id}`);
  return rows[0] ?? null;
}

function inTheWay({ name }: Collection, { record, action }: Change): Failure {
  const now = action === "delete" ? "there again" : "not there any more";
  return new Failure("conflict", `${name}/${record} is ${now}.`, {
    hint: "history list shows what happened to it since.",
  });
}

function rowBefore(
  undoing: Undoing,
  collection: Collection,
  change: Change,
  existing: Row | null,
): Row {
  const before = JSON.parse(change.before) as Row;
  const row: Row = {};
  for (const field of collection.fields) {
    const { name } = field;
    row[name] =
      existing?.[name] ?? (isSecret(field) ? freshSecret(undoing, field) : emptyCell(field));
    if (field.onUpdate === true) row[name] = changedAt(undoing.context, existing?.[name]);
    else if (name in before)
      row[name] = cellBefore(undoing, collection, change, field, before[name]!);
  }
  noteLosses(undoing, collection, change, before);
  return row;
}

/** The log holds no secrets: sessions have ended with the record, and nobody knows its password. */
function freshSecret({ context }: Undoing, { type }: Field): string {
  return type === "password" ? "" : context.randomId(50);
}

function cellBefore(
  { missing, notes }: Undoing,
  collection: Collection,
  { record }: Change,
  field: Field,
  cell: Cell,
): Cell {
  if (field.type !== "file") return cell;
  const kept = fileNames(field, cell).filter((name) => {
    const isGone = missing.has(filePath(collection, record, name));
    if (isGone) notes.add(`${collection.name}/${record}: the file ${name} is gone for good.`);
    return !isGone;
  });
  return fieldTypeOf(field).multiple(field) ? JSON.stringify(kept) : (kept[0] ?? "");
}

function noteLosses(
  { notes }: Undoing,
  { name, auth, fields }: Collection,
  { record, action }: Change,
  before: Row,
): void {
  if (auth && action === "delete") notes.add(`${name}/${record} needs a new password.`);
  const known = new Set(fields.map((field) => field.name));
  for (const column of Object.keys(before)) {
    if (!known.has(column)) notes.add(`${name} has no field ${column} any more.`);
  }
}
