import type { Change } from "../../kernel/change.ts";
import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import { Slots } from "../../lib/slots.ts";
import type { Catalog } from "../collections/catalog.ts";
import { isDelivered } from "./attempt.ts";
import {
  claimDelivery,
  hastenDeliveries,
  nextDelivery,
  readyAt,
  releaseDelivery,
} from "./delivery-queue.ts";
import { deliveriesTable, type Delivery } from "./delivery.ts";
import { wantsRecords } from "./event-pattern.ts";
import { readWebhooks } from "./find-webhook.ts";
import { Gatherer } from "./gather-deliveries.ts";
import { ownEvents } from "./message.ts";
import { ReceiverHealth } from "./receiver-health.ts";
import { sendDelivery } from "./send-delivery.ts";
import { settleDelivery } from "./settle-delivery.ts";
import {
  isListening,
  readWebhookRow,
  readWebhookRows,
  webhookOf,
  webhooksTable,
} from "./webhook-row.ts";
import type { Webhook } from "./webhook.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    readonly webhooks: Dispatcher;
  }
}

/**
 * Sends what webhooks are to hear of: for each webhook one message at a time, and none waits for
 * another's receiver. Nothing of it is remembered here that is not in the storage, so another process
 * goes on where this one ends, however it ends.
 */
export class Dispatcher {
  readonly #gatherer: Gatherer;
  readonly #health = new ReceiverHealth();
  readonly #slots = new Slots(limits.webhookSendingsPerHost);
  readonly #working = new Map<string, Promise<void>>();
  /** Webhooks that something happened for while they were worked on. */
  readonly #again = new Set<string>();
  /** When a webhook that has to wait is to be looked at again, milliseconds. */
  readonly #wakeAt = new Map<string, number>();
  /** Looks at what there is to do that are not over: the storage must stay open for them. */
  readonly #looking = new Set<Promise<void>>();
  readonly #ending = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;
  #stopListening: (() => void) | undefined;
  #revision = Number.NaN;
  #stopped = false;

  constructor(private readonly world: World) {
    this.#gatherer = new Gatherer(world);
  }

  /** From now on, until `stop`. While there are no webhooks it costs a look a second. */
  start(): void {
    this.#timer = setInterval(() => this.#follow(this.#look()), limits.webhookLookMs);
    this.#follow(this.#look());
  }

  /** Takes up nothing more; what is on its way has a while, and is sent again later if that is short. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#stopListening?.();
    const timer = setTimeout(() => this.#ending.abort(), limits.stopWaitMs);
    await Promise.all(this.#looking);
    await this.#idle();
    clearTimeout(timer);
  }

  /** Sends all that is due, and resolves when nothing more is. */
  async sendDue(): Promise<void> {
    await this.#wakeAll();
    await this.#idle();
  }

  /** The change up to which nothing in the log is for any webhook any more; infinite without one. */
  async heardBy(): Promise<number> {
    const rows = await readWebhookRows(this.world.storage);
    return Math.min(...rows.filter(isListening).map(({ cursor }) => cursor));
  }

  async #idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working.values());
  }

  #follow(looking: Promise<void>): void {
    const followed = looking
      .catch((thrown: unknown) => this.#report(thrown))
      .finally(() => this.#looking.delete(followed));
    this.#looking.add(followed);
  }

  async #look(): Promise<void> {
    const now = this.world.now().getTime();
    for (const [id, at] of this.#wakeAt) if (at <= now) this.#wake(id);
    const revision = this.world.storage.revision();
    if (revision === this.#revision) return;
    this.#revision = revision;
    await this.#listenWhileNeeded();
  }

  /** Changes are listened to only while there is somebody to tell. */
  async #listenWhileNeeded(): Promise<void> {
    const listening = await this.#listening();
    if (this.#stopped) return;
    if (listening.length === 0) {
      this.#stopListening?.();
      this.#stopListening = undefined;
    } else if (!this.#stopListening) {
      this.#stopListening = this.world.changes.subscribe((changes) =>
        this.#follow(this.#hear(changes)),
      );
      // Whatever comes after this place is heard of; the rest is in the log already.
      await this.world.changes.position();
      await this.#wakeAll();
    }
  }

  /** Who wants nothing of it reads it with what else comes in a while: a busy server pays little. */
  async #hear(changes: readonly Change[]): Promise<void> {
    const catalog = await this.world.services.catalogs.current();
    for (const webhook of await this.#listening()) {
      if (changes.some((change) => concerns(webhook, catalog, change))) this.#wake(webhook.id);
      else this.#wakeIn(webhook.id, limits.webhookLookMs);
    }
  }

  async #wakeAll(): Promise<void> {
    for (const { id } of await this.#listening()) this.#wake(id);
  }

  async #listening(): Promise<Webhook[]> {
    const all = await readWebhooks(this.world.storage);
    return all.filter(({ row }) => isListening(row)).map(({ webhook }) => webhook);
  }

  /** Or earlier, where it is to be looked at earlier. */
  #wakeIn(id: string, ms: number): void {
    const at = this.world.now().getTime() + ms;
    this.#wakeAt.set(id, Math.min(at, this.#wakeAt.get(id) ?? at));
  }

  #wake(id: string): void {
    if (this.#stopped) return;
    if (this.#working.has(id)) {
      this.#again.add(id);
      return;
    }
    this.#wakeAt.delete(id);
    const working = this.#work(id)
      .catch((thrown: unknown) => {
        this.#report(thrown);
        this.#wakeIn(id, limits.webhookRetryMs);
      })
      .finally(() => {
        this.#working.delete(id);
        if (this.#again.delete(id)) this.#wake(id);
      });
    this.#working.set(id, working);
  }

  /** All there is to do for a webhook now. */
  async #work(id: string): Promise<void> {
    const { storage, now } = this.world;
    while (!this.#stopped) {
      const row = await readWebhookRow(storage, id);
      if (!row || !isListening(row)) return;
      const webhook = webhookOf(row);
      const found = await this.#gatherer.gather(row);
      const next = webhook.enabled ? await nextDelivery(storage, webhook, now()) : undefined;
      const wait = next && this.#sendAt(webhook, next, found === "full") - now().getTime();
      if (next && wait !== undefined && wait <= 0) {
        await this.#slots.run(new URL(webhook.url).host, () => this.#send(webhook, next));
      } else if (found !== "more") {
        if (wait !== undefined) this.#wakeIn(id, wait);
        if (this.#gatherer.isAhead(row)) this.#wakeIn(id, limits.webhookLookMs);
        return;
      }
    }
  }

  /**
   * When it may be sent, milliseconds. Where there is no room for more, what comes later cannot show
   * that the receiver is back: then this one has to, before its time.
   */
  #sendAt({ id, ordered }: Webhook, delivery: Delivery, isFull: boolean): number {
    const ready = Date.parse(readyAt(delivery));
    if (!isFull || ordered || delivery.claimed !== "") return ready;
    return Math.min(ready, this.#health.triedAt(id) + limits.webhookBlockedRetryMs);
  }

  async #send(webhook: Webhook, delivery: Delivery): Promise<void> {
    const { storage, services, vault, now } = this.world;
    if (this.#stopped || !(await claimDelivery(storage, delivery, now()))) return;
    // Places may have been waited for: what was changed meanwhile holds.
    const row = await readWebhookRow(storage, webhook.id);
    if (!row || !webhookOf(row).enabled) {
      return storage.write((writer) => releaseDelivery(writer, delivery));
    }
    const { outgoing } = await services.settings.current();
    const { signal } = this.#ending;
    const sending = { message: delivery, row, vault, privateHosts: outgoing.privateHosts, now };
    const attempt = await sendDelivery({ ...sending, signal });
    if (signal.aborted && attempt.status === 0) {
      return storage.write((writer) => releaseDelivery(writer, delivery));
    }
    await settleDelivery(this.world, webhook, delivery, attempt);
    if (this.#health.note(webhook.id, isDelivered(attempt), now().getTime())) {
      await storage.write((writer) => hastenDeliveries(writer, webhook.id, now()));
    }
  }

  #report(thrown: unknown): void {
    this.world.report(thrown, "webhooks");
  }
}

/** Own events, and what was done to webhooks, concern all. */
function concerns({ events }: Webhook, catalog: Catalog, { collection, action }: Change): boolean {
  const found = catalog.find(collection);
  if (found) return wantsRecords(events, found, action);
  return [ownEvents, webhooksTable, deliveriesTable].includes(collection);
}
