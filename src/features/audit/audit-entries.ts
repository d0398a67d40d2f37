import { Type, type Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { readMoment } from "../../kernel/read-moment.ts";
import { join, sql, type Sql } from "../../kernel/sql.ts";
import { changedRecords } from "./changed-records.ts";
import { earliestTimedId } from "../../lib/timed-id.ts";

export const auditEntry = Type.Object({
  id: Type.String(),
  at: Type.String(),
  door: Type.String(),
  transport: Type.String(),
  operation: Type.String(),
  actor: Type.String(),
  token: Type.String(),
  client: Type.String(),
  outcome: Type.String(),
  argumentsHash: Type.String(),
  durationMs: Type.Number(),
  /** The first ones; `changedCount` is how many there are. */
  changed: Type.Array(
    Type.Object({ collection: Type.String(), record: Type.String(), action: Type.String() }),
  ),
  changedCount: Type.Integer(),
});
export type AuditEntryTold = Static<typeof auditEntry>;

/** Enough to look at some: a call may have changed thousands. */
const changedTold = 20;

export interface AuditQuestion {
  readonly door?: string;
  readonly actor?: string;
  readonly operation?: string;
  readonly operationPrefix?: string;
  readonly outcome?: string;
  readonly token?: string;
  /** How long ago, or a date. */
  readonly from?: string;
  readonly to?: string;
  readonly page: number;
  readonly perPage: number;
}

/** The newest first. @throws Failure `invalid` for a time that is none. */
export async function auditEntries(
  context: Context,
  { page, perPage, ...question }: AuditQuestion,
): Promise<AuditEntryTold[]> {
  const rows = await context.storage.all<Omit<AuditEntryTold, "changed" | "changedCount">>(
    sql`SELECT * FROM "_audit" WHERE ${join(conditionsOf(context, question), " AND ")}
      ORDER BY "id" DESC LIMIT ${perPage} OFFSET ${(page - 1) * perPage}`,
  );
  const changed = await changedRecords(
    context.storage,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const all = changed.get(row.id) ?? [];
    return { ...row, changed: all.slice(0, changedTold), changedCount: all.length };
  });
}

function conditionsOf(
  context: Context,
  { operationPrefix: prefix, from, to, ...exact }: Omit<AuditQuestion, "page" | "perPage">,
): Sql[] {
  const conditions: Sql[] = [sql`1 = 1`];
  const { door, actor, operation, outcome, token } = exact;
  if (door !== undefined) conditions.push(sql`"door" = ${door}`);
  if (actor !== undefined) conditions.push(sql`"actor" = ${actor}`);
  if (operation !== undefined) conditions.push(sql`"operation" = ${operation}`);
  if (outcome !== undefined) conditions.push(sql`"outcome" = ${outcome}`);
  if (token !== undefined) conditions.push(sql`"token" = ${token}`);
  if (prefix !== undefined) {
    conditions.push(sql`substr("operation", 1, ${prefix.length}) = ${prefix}`);
  }
  if (from) {
    const first = readMoment("from", from, context.now());
    // The id says nothing new, and spares looking through everything older.
    conditions.push(sql`"id" >= ${earliestTimedId(first)} AND "at" >= ${first.toISOString()}`);
  }
  if (to) {
    conditions.push(sql`"at" <= ${readMoment("to", to, context.now()).toISOString()}`);
  }
  return conditions;
}
