import type { Context } from "../../../kernel/context.ts";
import { identifier, sql } from "../../../kernel/sql.ts";
import type { Reader, Row, Writer } from "../../../kernel/storage.ts";
import type { Catalog } from "../../collections/catalog.ts";
import type { Collection } from "../../collections/collection.ts";
import { insertRow, removeRow } from "../../records/write-row.ts";
import { companionIds } from "./companion-collections.ts";
import { momentText } from "../../../lib/moment.ts";

export type CompanionKind = keyof typeof companionIds;

/** A row of `_otps`, `_mfas` and the like: about the record `recordRef` of `collectionRef`. */
export interface Companion extends Row {
  readonly id: string;
  readonly collectionRef: string;
  readonly recordRef: string;
  /** `2024-05-06 00:00:00.000Z`. */
  readonly created: string;
  readonly updated: string;
}

export interface Owner {
  readonly collectionId: string;
  readonly recordId: string;
}

export async function addCompanion(
  context: Context,
  writer: Writer,
  kind: CompanionKind,
  owner: Owner,
  values: Row,
): Promise<string> {
  const collection = await companionCollection(context, writer, kind);
  const at = momentText(context.now());
  const id = context.randomId(15);
  const about = { id, collectionRef: owner.collectionId, recordRef: owner.recordId };
  await insertRow(context, writer, collection, {
    ...about,
    ...values,
    created: at,
    updated: at,
  });
  return id;
}

export async function findCompanion<C extends Companion>(
  reader: Reader,
  kind: CompanionKind,
  id: string,
): Promise<C | undefined> {
  const [row] = await reader.all<C>(
    sql`SELECT * FROM ${identifier(`_${kind}`)} WHERE "id" = ${id}`,
  );
  return row;
}

/** Latest first. */
export function companionsOf<C extends Companion>(
  reader: Reader,
  kind: CompanionKind,
  { collectionId, recordId }: Owner,
): Promise<C[]> {
  return reader.all<C>(
    sql`SELECT * FROM ${identifier(`_${kind}`)} WHERE "collectionRef" = ${collectionId} AND "recordRef" = ${recordId}
      ORDER BY "updated" DESC, "id"`,
  );
}

export async function removeCompanion(
  context: Context,
  writer: Writer,
  kind: CompanionKind,
  row: Companion,
): Promise<void> {
  await removeRow(context, writer, await companionCollection(context, writer, kind), row);
}

/** True where the row is older than that. */
export function isOlderThan(row: Companion, seconds: number, now: Date): boolean {
  return Date.parse(row.created) + seconds * 1000 <= now.getTime();
}

async function companionCollection(
  { services }: Context,
  reader: Reader,
  kind: CompanionKind,
): Promise<Collection> {
  const catalog: Catalog = await services.catalogs.within(reader);
  return catalog.get(companionIds[kind]);
}
