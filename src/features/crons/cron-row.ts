import { sql } from "../../kernel/sql.ts";
import type { Reader, Storage } from "../../kernel/storage.ts";

/** What is remembered of a cron. Times are ISO 8601; "" where it never ran, or went well. */
export interface CronRow {
  readonly id: string;
  /** The last minute that somebody took. */
  readonly tick: string;
  readonly lastRun: string;
  readonly lastError: string;
}

/** True for one of all the processes on this directory. */
export async function claimTick(storage: Storage, id: string, minute: Date): Promise<boolean> {
  const tick = minute.toISOString();
  const { changes } = await storage.write((writer) =>
    writer.execute(
      sql`INSERT INTO "_crons" ("id", "tick") VALUES (${id}, ${tick})
        ON CONFLICT ("id") DO UPDATE SET "tick" = ${tick} WHERE "tick" < ${tick}`,
    ),
  );
  return changes === 1;
}

export async function noteRun(
  storage: Storage,
  id: string,
  startedAt: Date,
  error: string,
): Promise<void> {
  const lastRun = startedAt.toISOString();
  await storage.write((writer) =>
    writer.execute(
      sql`INSERT INTO "_crons" ("id", "lastRun", "lastError") VALUES (${id}, ${lastRun}, ${error})
        ON CONFLICT ("id") DO UPDATE SET "lastRun" = ${lastRun}, "lastError" = ${error}`,
    ),
  );
}

export async function readCronRows(reader: Reader): Promise<ReadonlyMap<string, CronRow>> {
  const rows = await reader.all<CronRow>(sql`SELECT * FROM "_crons"`);
  return new Map(rows.map((row) => [row.id, row]));
}
