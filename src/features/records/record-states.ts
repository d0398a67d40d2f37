import { lastSequence, type Change } from "../../kernel/change.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Reader, Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";

/**
 * Each changed record as the change left it, or as it was before it was deleted; null where that
 * cannot be known, since the record was not written through the product. The log keeps what a change
 * replaced, so that earlier states follow from the present one. `changes` holds every change of its
 * records from its first up to the sequence `until`.
 */
export async function statesAt(
  reader: Reader,
  catalog: Catalog,
  changes: readonly Change[],
  until: number,
): Promise<(Row | null)[]> {
  const states: (Row | null)[] = changes.map(() => null);
  const byRecord = Map.groupBy(changes.keys(), (index) => recordKey(changes[index]!));
  const now = new Map<string, Row | null>();
  // Rows before the log: what is logged in between undoes to the same row, the reverse would not.
  for (const [key, [first = 0]] of byRecord) {
    now.set(key, await storedRow(reader, catalog, changes[first]!));
  }
  const isLatest = (await lastSequence(reader)) <= until;
  for (const [key, indexes] of byRecord) {
    let state = now.get(key) ?? null;
    const later = isLatest ? [] : await laterChanges(reader, changes[indexes[0]!]!, until);
    for (const change of later) state = before(change, state);
    for (const index of indexes.toReversed()) {
      const change = changes[index]!;
      const earlier = before(change, state);
      states[index] = change.action === "delete" ? earlier : state;
      state = earlier;
    }
  }
  return states;
}

function recordKey({ collection, record }: Change): string {
  return `${collection}/${record}`;
}

/** Undoes a change. */
function before(change: Change, after: Row | null): Row | null {
  if (change.action === "create") return null;
  const replaced = JSON.parse(change.before) as Row;
  return change.action === "delete" ? replaced : after && { ...after, ...replaced };
}

async function storedRow(reader: Reader, catalog: Catalog, change: Change): Promise<Row | null> {
  const collection = catalog.find(change.collection);
  if (!collection) return null;
  const rows = await reader.all(
    sql`SELECT * FROM ${identifier(collection.name)} WHERE "id" = ${change.record}`,
  );
  return rows[0] ?? null;
}

/** The newest first. */
function laterChanges(reader: Reader, { collection, record }: Change, sequence: number) {
  return reader.all<Change>(
    sql`SELECT * FROM "_changes" WHERE "collection" = ${collection} AND "record" = ${record}
      AND "sequence" > ${sequence} ORDER BY "sequence" DESC`,
  );
}
