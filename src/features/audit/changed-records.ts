import { join, sql } from "../../kernel/sql.ts";
import type { Reader } from "../../kernel/storage.ts";

export interface ChangedRecord {
  /** The collection's id; system tables go by their name. */
  readonly collection: string;
  readonly record: string;
  readonly action: string;
}

/** What each of these calls changed, in order; a call that changed nothing is not in the answer. */
export async function changedRecords(
  reader: Reader,
  calls: readonly string[],
): Promise<ReadonlyMap<string, readonly ChangedRecord[]>> {
  if (calls.length === 0) return new Map();
  const list = join(
    calls.map((call) => sql`${call}`),
    ", ",
  );
  const rows = await reader.all<ChangedRecord & { call: string }>(
    sql`SELECT "call", "collection", "record", "action" FROM "_changes" WHERE "call" IN (${list}) ORDER BY "sequence"`,
  );
  const found = new Map<string, ChangedRecord[]>();
  for (const { call, ...change } of rows) {
    const known = found.get(call);
    if (known) known.push(change);
    else found.set(call, [change]);
  }
  return found;
}
