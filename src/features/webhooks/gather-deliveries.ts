import { changesSince } from "../../kernel/change.ts";
import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import { StaleSchema } from "../../kernel/storage.ts";
import { isFull } from "./delivery-queue.ts";
import { ended, insertDelivery, newDelivery } from "./delivery.ts";
import { forgetSurplus } from "./forget-deliveries.ts";
import { bodyOf, messagesFor, type Message } from "./message.ts";
import {
  moveCursor,
  periodAfter,
  readWebhookRow,
  webhookOf,
  type WebhookRow,
} from "./webhook-row.ts";

/**
 * Makes deliveries of what the change log holds for a webhook. They and the place in the log are
 * written together, and only where the place is still the one that was started from: whatever ends in
 * between, and however many processes do the same, each change is taken up once.
 */
export class Gatherer {
  /** How far the log was found to hold nothing for a webhook, where that is not written down yet. */
  readonly #seen = new Map<string, number>();
  /** When a webhook's place was last written down for nothing but that, milliseconds. */
  readonly #notedAt = new Map<string, number>();

  constructor(
    private readonly world: Pick<
      World,
      "storage" | "services" | "now" | "randomId" | "insideContext"
    >,
  ) {}

  /** Takes up the next changes. Whether there may be more, or would be if there was room. */
  async gather(row: WebhookRow): Promise<"more" | "none" | "full"> {
    const { storage, services } = this.world;
    const place = this.#placeOf(row);
    const { webhook, until } = periodAfter(row, place);
    const read = await changesSince(storage, place, together);
    const changes = webhook.enabled ? read.filter(({ sequence }) => sequence <= until) : [];
    const isLast = until === Number.POSITIVE_INFINITY;
    const last = changes.at(-1)?.sequence ?? (isLast ? undefined : until);
    if (last === undefined) {
      await this.#noteSeen(row);
      return "none";
    }
    const lacksRoom = await isFull(storage, row.id);
    // Switched off, it may be so for good: nobody can wait for there to be room.
    const isOff = !webhookOf(row).enabled;
    if (lacksRoom && !isOff) return "full";
    try {
      const context = this.world.insideContext("webhooks");
      const catalog = await services.catalogs.current();
      const found = await messagesFor(context, catalog, webhook, changes);
      const messages = lacksRoom ? found.map((each) => ({ problem: tooMany, ...each })) : found;
      if (messages.length > 0) await this.#write(row, last, messages);
      else if (await this.#isStill(row)) {
        this.#seen.set(row.id, last);
        await this.#noteSeen(row);
      }
    } catch (thrown) {
      // Somebody's schema change came in between: the next time it is known.
      if (!(thrown instanceof StaleSchema)) throw thrown;
    }
    return "more";
  }

  /** Whether there is a place to be written down, for which `gather` is to be called later. */
  isAhead(row: WebhookRow): boolean {
    return this.#placeOf(row) > row.cursor;
  }

  #placeOf({ id, cursor }: WebhookRow): number {
    return Math.max(cursor, this.#seen.get(id) ?? 0);
  }

  /** What it wants may have changed before the last of the changes that were looked at. */
  async #isStill({ id, definition, earlier }: WebhookRow): Promise<boolean> {
    const now = await readWebhookRow(this.world.storage, id);
    return now?.definition === definition && now.earlier === earlier;
  }

  /** Not at every change that does not matter: each would cost a write of its own. */
  async #noteSeen(row: WebhookRow): Promise<void> {
    const now = this.world.now().getTime();
    const notedAt = this.#notedAt.get(row.id) ?? 0;
    if (!this.isAhead(row) || now - notedAt < limits.webhookLookMs) return;
    this.#notedAt.set(row.id, now);
    await this.world.storage.write((writer) => moveCursor(writer, row, this.#placeOf(row)));
  }

  async #write(row: WebhookRow, last: number, messages: readonly Message[]): Promise<void> {
    const { storage, now, randomId } = this.world;
    await storage.write(async (writer) => {
      if (!(await moveCursor(writer, row, last))) return;
      for (const message of messages) {
        const id = `msg_${randomId(24)}`;
        const made = { id, webhook: row.id, event: message.type, body: bodyOf(id, message) };
        const delivery = newDelivery(made, now());
        const { problem } = message;
        const failed = { at: now().toISOString(), status: 0, answer: problem ?? "", durationMs: 0 };
        await insertDelivery(
          writer,
          problem === undefined ? delivery : ended(delivery, "dead", failed, now()),
        );
      }
      await forgetSurplus(writer, row.id);
    });
  }
}

const tooMany = `The webhook is off, and ${limits.webhookWaiting} messages wait already.`;

/** Changes that are looked at in one go. */
const together = 100;
