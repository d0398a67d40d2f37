import type { Context } from "../../kernel/context.ts";
import { limits } from "../../kernel/limits.ts";
import { sql } from "../../kernel/sql.ts";
import { noteAttempt, waitingFor } from "./delivery-queue.ts";
import type { Delivery } from "./delivery.ts";
import { readWebhooks } from "./find-webhook.ts";

/**
 * What waits too long for a webhook that is off: whoever switches it on again does not expect last
 * year's messages. They are listed with those that were given up, and can be sent again. A piece at a
 * time, so that others find their turn.
 */
export async function giveUpStale({ storage, now }: Context): Promise<void> {
  const eldest = new Date(now().getTime() - limits.webhookStaleMs).toISOString();
  const all = await readWebhooks(storage);
  for (const { webhook } of all.filter(({ webhook: { enabled } }) => !enabled)) {
    for (;;) {
      const stale = await storage.all<Delivery>(
        sql`SELECT * FROM "_webhookDeliveries" WHERE ${waitingFor(webhook.id)} AND "due" < ${eldest}
          LIMIT ${piece}`,
      );
      const at = now();
      const end = { at: at.toISOString(), status: 0, answer: tooLong, durationMs: 0 };
      await storage.write(async (writer) => {
        for (const delivery of stale) await noteAttempt(writer, delivery, end, "dead", at);
      });
      if (stale.length < piece) break;
    }
  }
}

const days = Math.round(limits.webhookStaleMs / (24 * 60 * 60_000));
const tooLong = `The webhook is off, and this waited for ${days} days.`;
const piece = 100;
