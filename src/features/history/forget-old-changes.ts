import { lastSequence } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { sql } from "../../kernel/sql.ts";

/**
 * Drops changes older than `audit.historyDays`, the oldest first and a piece at a time so that others
 * find their turn. What a webhook has not heard of stays, and so does the latest change: from it the
 * log goes on.
 */
export async function forgetOldChanges({ services, storage, now }: Context): Promise<void> {
  const { historyDays } = (await services.settings.current()).audit;
  if (historyDays <= 0) return;
  const eldest = new Date(now().getTime() - historyDays * dayMs).toISOString();
  const last = Math.min(await services.webhooks.heardBy(), (await lastSequence(storage)) - 1);
  for (;;) {
    const oldest = await storage.all<{ sequence: number; at: string }>(
      sql`SELECT "sequence", "at" FROM "_changes" WHERE "sequence" <= ${last}
        ORDER BY "sequence" LIMIT ${piece}`,
    );
    const kept = oldest.findIndex(({ at }) => at >= eldest);
    const dropped = (kept < 0 ? oldest : oldest.slice(0, kept)).at(-1);
    if (!dropped) return;
    await storage.write((writer) =>
      writer.execute(sql`DELETE FROM "_changes" WHERE "sequence" <= ${dropped.sequence}`),
    );
    if (kept >= 0 || oldest.length < piece) return;
  }
}

const dayMs = 24 * 60 * 60 * 1000;
const piece = 5000;
