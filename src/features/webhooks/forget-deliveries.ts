import type { Context } from "../../kernel/context.ts";
import { limits } from "../../kernel/limits.ts";
import { sql } from "../../kernel/sql.ts";
import type { Writer } from "../../kernel/storage.ts";

/** How much of what ended is kept, whatever its age, and for how long it is. */
const kept = {
  delivered: { count: limits.webhookDeliveredKept, ageMs: limits.webhookDeliveredMs },
  dead: { count: limits.webhookDeadKept, ageMs: limits.webhookDeadMs },
} as const;

/** What ended of one webhook, as far as it is too much: called whenever there is more. */
export async function forgetSurplus(writer: Writer, webhook: string): Promise<void> {
  for (const [state, { count }] of Object.entries(kept)) {
    await writer.execute(
      sql`DELETE FROM "_webhookDeliveries" WHERE "webhook" = ${webhook} AND "state" = ${state}
        AND "ended" < (SELECT "ended" FROM "_webhookDeliveries" WHERE "webhook" = ${webhook}
          AND "state" = ${state} ORDER BY "ended" DESC LIMIT 1 OFFSET ${count - 1})`,
    );
  }
}

/** What ended long ago, a piece at a time so that others find their turn. */
export async function forgetOldDeliveries({ storage, now }: Context): Promise<void> {
  for (const [state, { ageMs }] of Object.entries(kept)) {
    const eldest = new Date(now().getTime() - ageMs).toISOString();
    for (;;) {
      const { changes } = await storage.write((writer) =>
        writer.execute(
          sql`DELETE FROM "_webhookDeliveries" WHERE "id" IN (SELECT "id" FROM "_webhookDeliveries"
            WHERE "state" = ${state} AND "ended" < ${eldest} LIMIT ${piece})`,
        ),
      );
      if (changes < piece) break;
    }
  }
}

const piece = 1000;
