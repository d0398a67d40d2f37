import type { Caller } from "../../kernel/caller.ts";
import { quoteIdentifier, raw, type Sql } from "../../kernel/sql.ts";
import type { Cell, Row } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import { type Field, isSecret } from "../collections/field.ts";
import { decoderOf, fieldTypeOf } from "../collections/field-types.ts";
import { parseJson } from "../collections/fields/casting.ts";

/** A record as it goes out. */
export type PresentedRecord = Record<string, unknown> & {
  collectionId: string;
  collectionName: string;
  id: string;
};

/** How one collection's rows become records, for one kind of reader; made once per collection. */
export interface Presentation {
  /** `SELECT … FROM "posts"`: every column that this reader may see. */
  readonly select: Sql;
  /** `SELECT count(*) AS "total" FROM "posts"`. */
  readonly count: Sql;
  /** Turns a selected row into the record it is, in place. */
  present(row: Row): PresentedRecord;
}

const presentations = new WeakMap<Collection, { plain?: Presentation; full?: Presentation }>();

/** Superusers see hidden fields; secrets (passwords, token keys) nobody sees. */
export function presentationOf(collection: Collection, caller: Caller): Presentation {
  let known = presentations.get(collection);
  if (!known) presentations.set(collection, (known = {}));
  if (caller.superuser) return (known.full ??= makePresentation(collection, true));
  return (known.plain ??= makePresentation(collection, false));
}

function makePresentation(collection: Collection, hiddenToo: boolean): Presentation {
  const fields = collection.fields.filter(
    (field) => !isSecret(field) && (hiddenToo || !field.hidden),
  );
  const { id, name, type } = collection;
  const decoders: [name: string, decode: (cell: Cell) => unknown][] = [];
  for (const field of fields) {
    const decode = type === "view" ? viewDecoder(field) : decoderOf(field);
    if (decode) decoders.push([field.name, decode]);
  }
  for (const field of collection.fields) {
    if (field.type === "password" && !field.hidden) decoders.push([field.name, () => ""]);
  }
  // With the table before them, for SQLite takes a lone name in quotes that is no column for a text.
  const columns = fields
    .map((field) => `${quoteIdentifier(name)}.${quoteIdentifier(field.name)}`)
    .join(", ");
  return {
    select: raw(`SELECT ${columns} FROM ${quoteIdentifier(name)}`),
    count: raw(`SELECT count(*) AS "total" FROM ${quoteIdentifier(name)}`),
    present(row) {
      const record: Record<string, unknown> = row;
      record.collectionId = id;
      record.collectionName = name;
      for (const [field, decode] of decoders) record[field] = decode(row[field] ?? null);
      return record as PresentedRecord;
    },
  };
}

/** A view's cells may be NULL where no field's are, and JSON may be any text. */
function viewDecoder(field: Field): (cell: Cell) => unknown {
  const decode = decoderOf(field);
  const empty = fieldTypeOf(field).column(field).default;
  if (field.name === "id") return (cell) => String(cell ?? "");
  if (field.type === "json") {
    return (cell) => {
      if (typeof cell !== "string") return cell;
      const value = parseJson(cell);
      return value === undefined ? cell : value;
    };
  }
  return (cell) => (decode ? decode(cell ?? empty) : (cell ?? empty));
}

/** A whole stored row (or one about to be) as this caller would read it. */
export function presentRow(
  collection: Collection,
  caller: Caller,
  row: Row,
  mayManage: boolean,
): PresentedRecord {
  const visible: Row = {};
  for (const field of collection.fields) {
    if (isSecret(field) || (field.hidden && !caller.superuser)) continue;
    visible[field.name] = row[field.name] ?? null;
  }
  const record = presentationOf(collection, caller).present(visible);
  if (!mayManage) hideEmail(collection, caller, record);
  return record;
}

/** Some cells of a row that is history, under the names they still have; secrets nobody sees. */
export function presentCells(
  { fields }: Collection,
  row: Row,
  names: readonly string[] = Object.keys(row),
): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const field of fields) {
    if (isSecret(field) || !names.includes(field.name)) continue;
    const cell = row[field.name] ?? null;
    shown[field.name] = decoderOf(field)?.(cell) ?? cell;
  }
  return shown;
}

/** An address is for its owner, superusers and managers, unless its owner shows it. */
export function hideEmail(collection: Collection, caller: Caller, record: PresentedRecord): void {
  if (!collection.auth || caller.superuser || record.emailVisibility === true) return;
  const own = caller.record?.collectionId === collection.id && caller.record.id === record.id;
  if (!own) delete record.email;
}
