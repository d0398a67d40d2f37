import { limits } from "../../kernel/limits.ts";
import { sql } from "../../kernel/sql.ts";
import type { Reader, Storage } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";

export const createLeasesTable: TableChange = {
  change: "createTable",
  table: "_job_leases",
  columns: [
    { name: "owner", kind: "text", default: "" },
    { name: "since", kind: "text", default: "" },
    { name: "until", kind: "text", default: "" },
  ],
};

/** One run of a job, in whatever process. */
export interface JobLease {
  readonly id: string;
  readonly owner: string;
  readonly since: string;
  readonly until: string;
}

/**
 * True for one of all who ask, until it gives the job back, or does not renew it any more: a process
 * that has ended in the middle keeps nobody from the job for ever.
 */
export async function takeJob(
  storage: Storage,
  id: string,
  owner: string,
  now: Date,
): Promise<boolean> {
  const since = now.toISOString();
  const { changes } = await storage.write((writer) =>
    writer.execute(
      sql`INSERT INTO "_job_leases" ("id", "owner", "since", "until")
        VALUES (${id}, ${owner}, ${since}, ${leaseEnd(now)})
        ON CONFLICT ("id") DO UPDATE SET "owner" = excluded."owner", "since" = excluded."since",
          "until" = excluded."until" WHERE "until" < ${since}`,
    ),
  );
  return changes === 1;
}

export async function renewJob(
  storage: Storage,
  id: string,
  owner: string,
  now: Date,
): Promise<void> {
  await storage.write((writer) =>
    writer.execute(
      sql`UPDATE "_job_leases" SET "until" = ${leaseEnd(now)} WHERE "id" = ${id} AND "owner" = ${owner}`,
    ),
  );
}

function leaseEnd(now: Date): string {
  return new Date(now.getTime() + limits.jobLeaseMs).toISOString();
}

export async function giveJobBack(storage: Storage, id: string, owner: string): Promise<void> {
  await storage.write((writer) =>
    writer.execute(sql`DELETE FROM "_job_leases" WHERE "id" = ${id} AND "owner" = ${owner}`),
  );
}

/** Those that run now, by the job's id. */
export async function runningJobs(
  reader: Reader,
  now: Date,
): Promise<ReadonlyMap<string, JobLease>> {
  const rows = await reader.all<JobLease & Record<string, string>>(
    sql`SELECT * FROM "_job_leases" WHERE "until" >= ${now.toISOString()}`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
