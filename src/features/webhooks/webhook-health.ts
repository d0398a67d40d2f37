import { Type } from "@sinclair/typebox";
import { identifier, sql, type Sql } from "../../kernel/sql.ts";
import type { Storage } from "../../kernel/storage.ts";
import type { Attempt } from "./attempt.ts";
import { deliveriesTable, type Delivery } from "./delivery.ts";

/** How a webhook's receiver fares. */
export const healthOutput = Type.Object({
  waiting: Type.Integer(),
  dead: Type.Integer({ description: "Given up." }),
  today: Type.Object(
    { delivered: Type.Integer(), dead: Type.Integer() },
    { description: "In the last 24 hours." },
  ),
  last: Type.Union(
    [
      Type.Object({
        at: Type.String(),
        status: Type.Integer({ description: "0: there was no answer." }),
        answer: Type.String(),
        durationMs: Type.Integer(),
      }),
      Type.Null(),
    ],
    { description: "When something was sent last, and what came back." },
  ),
});

/** For each of these webhooks, in their order. Whatever is forgotten by now counts no more. */
export async function healthOf(storage: Storage, ids: readonly string[], now: Date) {
  const totals = await countByState(storage, sql`"state" <> 'delivered'`);
  const since = new Date(now.getTime() - dayMs).toISOString();
  const today = await countByState(storage, sql`"state" <> 'waiting' AND "ended" > ${since}`);
  return Promise.all(
    ids.map(async (id) => ({
      waiting: totals.get(`${id}/waiting`) ?? 0,
      dead: totals.get(`${id}/dead`) ?? 0,
      today: {
        delivered: today.get(`${id}/delivered`) ?? 0,
        dead: today.get(`${id}/dead`) ?? 0,
      },
      last: await lastAttempt(storage, id),
    })),
  );
}

const dayMs = 24 * 60 * 60 * 1000;

async function countByState(
  storage: Storage,
  condition: Sql,
): Promise<ReadonlyMap<string, number>> {
  const rows = await storage.all<{ webhook: string; state: string; total: number }>(
    sql`SELECT "webhook", "state", count(*) AS "total" FROM "_webhookDeliveries"
      WHERE ${condition} GROUP BY "webhook", "state"`,
  );
  return new Map(rows.map(({ webhook, state, total }) => [`${webhook}/${state}`, total]));
}

/** Of what ended last, and of the first that waits for another time. */
async function lastAttempt(storage: Storage, webhook: string): Promise<Attempt | null> {
  const first = async (condition: Sql, order: Sql) => {
    const [row] = await storage.all<Pick<Delivery, "log">>(
      sql`SELECT "log" FROM "_webhookDeliveries" WHERE "webhook" = ${webhook} AND ${condition}
        ORDER BY ${order} LIMIT 1`,
    );
    return row ? (JSON.parse(row.log) as Attempt[]).slice(-1) : [];
  };
  const inOrder = storage.dialect.insertionOrder(identifier(deliveriesTable));
  const attempts = await Promise.all([
    first(sql`"state" = 'delivered'`, sql`"ended" DESC`),
    first(sql`"state" = 'dead'`, sql`"ended" DESC`),
    first(sql`"state" = 'waiting' AND "ended" = '' AND "attempts" > 0`, inOrder),
  ]);
  return attempts.flat().toSorted((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null;
}
