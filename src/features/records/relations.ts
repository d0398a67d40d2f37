import type { Caller } from "../../kernel/caller.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { identifier, join, sql } from "../../kernel/sql.ts";
import type { Row, Writer } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import { superusersId, type Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import { isVisible } from "../collections/visible-collections.ts";
import type { Draft } from "./draft.ts";
import { touched } from "./touched.ts";
import { plannedDelete } from "./planned-write.ts";
import { removeRow, replaceRow } from "./write-row.ts";

/** A related record has to be there when the relation is written. */
export async function checkRelations(
  writer: Writer,
  catalog: Catalog,
  draft: Draft,
): Promise<void> {
  for (const field of draft.collection.fields) {
    if (field.type !== "relation" || draft.problems[field.name]) continue;
    const cell = draft.row[field.name] ?? "";
    if (draft.existing?.[field.name] === cell) continue;
    const ids = relatedIds(field, cell);
    if (ids.length === 0) continue;
    const target = catalog.get(String(field.collectionId));
    const rows = await writer.all(
      sql`SELECT "id" FROM ${identifier(target.name)} WHERE "id" IN (${join(
        ids.map((id) => sql`${id}`),
        ", ",
      )})`,
    );
    if (rows.length < new Set(ids).size) {
      draft.problems[field.name] = {
        code: "validation_missing_rel_records",
        message: "Failed to find all relation records with the provided ids.",
      };
    }
  }
}

/** The ids in a relation's cell. */
export function relatedIds(field: Field, cell: unknown): string[] {
  if (typeof cell !== "string" || cell === "") return [];
  return fieldTypeOf(field).multiple(field) ? (JSON.parse(cell) as string[]) : [cell];
}

/**
 * Deletes a row and what hangs on it: records that cascade go too, other references are emptied.
 * @throws Failure `invalid` when a required relation would be left empty, or no superuser left.
 */
export async function deleteWithReferences(
  context: Context,
  writer: Writer,
  catalog: Catalog,
  collection: Collection,
  row: Row,
): Promise<void> {
  const id = String(row.id);
  await removeRow(context, writer, collection, row);
  if (collection.id === superusersId) await keepOneSuperuser(writer, collection);
  for (const reference of referencesTo(catalog, collection)) {
    const { field, from } = reference;
    for (const referring of await referringRows(writer, from, field, id)) {
      const left = relatedIds(field, referring[field.name]).filter((each) => each !== id);
      if (left.length === 0 && field.cascadeDelete === true) {
        await deleteHooked(context, writer, catalog, from, referring);
        continue;
      }
      if (left.length === 0 && field.required === true)
        throw stillRequired(context.caller, from, field);
      const cell = fieldTypeOf(field).multiple(field) ? JSON.stringify(left) : (left[0] ?? "");
      const changed = touched(context, from, { ...referring, [field.name]: cell });
      await replaceRow(context, writer, from, referring, changed);
    }
  }
}

/** The same for a row that is found only inside the transaction: scripts look at it there. */
export async function deleteHooked(
  context: Context,
  writer: Writer,
  catalog: Catalog,
  collection: Collection,
  row: Row,
): Promise<void> {
  const { recordHooks } = context.services;
  if (await recordHooks.wantBefore(collection, "delete")) {
    await recordHooks.before(context, plannedDelete(collection, row));
  }
  await deleteWithReferences(context, writer, catalog, collection, row);
}

/** Without one, nobody could sign in to make one. */
async function keepOneSuperuser(writer: Writer, superusers: Collection): Promise<void> {
  const left = await writer.all(sql`SELECT 1 FROM ${identifier(superusers.name)} LIMIT 1`);
  if (left.length > 0) return;
  throw new Failure("invalid", "The only superuser cannot be deleted.", {
    hint: "Create another one first.",
  });
}

function referencesTo(catalog: Catalog, target: Collection): { from: Collection; field: Field }[] {
  const stored = catalog.collections.filter(({ type }) => type !== "view");
  return stored.flatMap((from) =>
    from.fields
      .filter((field) => field.type === "relation" && field.collectionId === target.id)
      .map((field) => ({ from, field })),
  );
}

async function referringRows(
  writer: Writer,
  from: Collection,
  field: Field,
  id: string,
): Promise<Row[]> {
  const table = identifier(from.name);
  const column = identifier(field.name);
  if (!fieldTypeOf(field).multiple(field)) {
    return writer.all(sql`SELECT * FROM ${table} WHERE ${column} = ${id}`);
  }
  const rows = await writer.all(
    sql`SELECT * FROM ${table} WHERE ${column} LIKE ${`%${JSON.stringify(id)}%`}`,
  );
  return rows.filter((row) => relatedIds(field, row[field.name]).includes(id));
}

function stillRequired(caller: Caller, from: Collection, field: Field): Failure {
  const who = isVisible(from, caller)
    ? `Records of ${from.name} need it in their required relation ${field.name}`
    : "Other records need it";
  return new Failure(
    "invalid",
    "Failed to delete record. Make sure that the record is not part of a required relation reference.",
    {
      hint: `${who}: change or delete those first.`,
    },
  );
}
