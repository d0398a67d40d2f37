import { sql } from "../../kernel/sql.ts";
import type { Reader } from "../../kernel/storage.ts";
import { earliestTimedId } from "../../lib/timed-id.ts";

/** When the oldest change was made that is kept, ISO 8601; null where none has been dropped yet. */
export async function keptSince(reader: Reader): Promise<string | null> {
  const [oldest] = await reader.all<{ sequence: number; at: string }>(
    sql`SELECT "sequence", "at" FROM "_changes" ORDER BY "sequence" LIMIT 1`,
  );
  return oldest && oldest.sequence > 1 ? oldest.at : null;
}

/** Whether something of what a call changed may have been dropped: its id tells when it began. */
export function isOlder(call: string, kept: string): boolean {
  return /^[a-z0-9]{19}$/.test(call) && call < earliestTimedId(new Date(kept));
}

/** What is said of it, and which setting it is. */
export function sayKept(kept: string): string {
  return `Changes before ${kept} are older than kept (audit.historyDays in the settings).`;
}
