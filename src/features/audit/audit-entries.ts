import { Type, type Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { readMoment } from "../../kernel/read-moment.ts";
import { join, raw, sql, type Sql } from "../../kernel/sql.ts";
import { auditIndexes } from "./audit-indexes.ts";
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
  /** The first ones, with the collection's name as it is now, or its id where it is gone; `changedCount` is how many there are. */
  changed: Type.Array(
    Type.Object({ collection: Type.String(), record: Type.String(), action: Type.String() }),
  ),
  changedCount: Type.Integer(),
});
export type AuditEntryTold = Static<typeof auditEntry>;

/** Enough to look at some: a call may have changed thousands. */
const changedTold = 20;

export interface AuditQuestion {
  readonly call?: string;
  /** Only calls that changed something in it; by name or id. */
  readonly collection?: string;
  readonly record?: string;
  /** Whether it changed anything at all. */
  readonly changed?: boolean;
  readonly door?: string;
  readonly actor?: string;
  readonly operation?: string;
  readonly operationPrefix?: string;
  /** `failed` stands for all that are neither done nor tried. */
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
  const catalog = await context.services.catalogs.current();
  const collection =
    question.collection && (catalog.find(question.collection)?.id ?? question.collection);
  const conditions = conditionsOf(context, { ...question, ...(collection && { collection }) });
  const rows = await context.storage.scan<Omit<AuditEntryTold, "changed" | "changedCount">>(
    sql`SELECT * FROM "_audit" WHERE ${join(conditions, " AND ")}
      ORDER BY "id" DESC LIMIT ${perPage} OFFSET ${(page - 1) * perPage}`,
    context.request.gone,
  );
  const changed = await changedRecords(
    context.storage,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const all = changed.get(row.id) ?? [];
    const told = all.slice(0, changedTold).map((each) => ({
      ...each,
      collection: catalog.find(each.collection)?.name ?? each.collection,
    }));
    return { ...row, changed: told, changedCount: all.length };
  });
}

function conditionsOf(
  context: Context,
  { operationPrefix: prefix, from, to, ...exact }: Omit<AuditQuestion, "page" | "perPage">,
): Sql[] {
  const conditions: Sql[] = [sql`1 = 1`];
  const { call, door, actor, operation, outcome, token } = exact;
  if (call !== undefined) conditions.push(sql`"id" = ${call}`);
  conditions.push(...changing(exact));
  if (exact.changed !== undefined) {
    const any = sql`EXISTS (SELECT 1 FROM "_changes" WHERE "_changes"."call" = "_audit"."id")`;
    conditions.push(exact.changed ? any : sql`NOT ${any}`);
  }
  if (door !== undefined) conditions.push(sql`"door" = ${door}`);
  if (actor !== undefined) conditions.push(sql`"actor" = ${actor}`);
  if (operation !== undefined) conditions.push(sql`"operation" = ${operation}`);
  // What the partial indexes are about is said as they say it: a bound value proves nothing.
  if (outcome !== undefined && !wentWell.includes(outcome)) conditions.push(sql`${notWell}`);
  if (outcome !== undefined && outcome !== "failed") conditions.push(sql`"outcome" = ${outcome}`);
  if (token !== undefined) conditions.push(sql`"token" = ${token} AND "token" <> ''`);
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

const wentWell = ["ok", "dryRun"];
const notWell = raw(auditIndexes.failed);

/** A record has few changes, and a collection may have all there are. */
function changing({ collection, record }: Pick<AuditQuestion, "collection" | "record">): Sql[] {
  if (collection === undefined && record === undefined) return [];
  const within = [sql`1 = 1`];
  if (collection !== undefined) within.push(sql`"collection" = ${collection}`);
  if (record !== undefined) within.push(sql`"record" = ${record}`);
  const found = join(within, " AND ");
  if (collection !== undefined && record !== undefined) {
    return [sql`"id" IN (SELECT "call" FROM "_changes" WHERE ${found})`];
  }
  return [
    sql`EXISTS (SELECT 1 FROM "_changes" WHERE "_changes"."call" = "_audit"."id" AND ${found})`,
  ];
}
