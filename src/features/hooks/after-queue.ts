import type { Context } from "../../kernel/context.ts";
import { limits } from "../../kernel/limits.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Storage, Writer } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import { timedId } from "../../lib/timed-id.ts";
import type { HookEvent } from "../scripts/script.ts";
import { keepCaller, type KeptCaller } from "./kept-caller.ts";

/** What after hooks are to hear of. */
export interface AfterEvent {
  /** The collection's id. */
  readonly collection: string;
  readonly events: readonly HookEvent[];
  readonly action: string;
  readonly record: object;
  readonly original: object | null;
  readonly method?: string;
}

export interface KeptEvent extends AfterEvent {
  readonly caller: KeptCaller;
  readonly depth: number;
}

export const createQueueTable: TableChange = {
  change: "createTable",
  table: "_hook_events",
  columns: [
    { name: "collection", kind: "text", default: "" },
    { name: "event", kind: "text", default: "{}" },
    { name: "owner", kind: "text", default: "" },
    { name: "claimed", kind: "text", default: "" },
  ],
};

interface QueueRow {
  readonly id: string;
  readonly collection: string;
  readonly event: string;
}

/**
 * What is still to be told to after hooks. It is written in the transaction it is about, so that no
 * commit goes untold, whatever becomes of the process; the one that wrote tells it, and where that has
 * ended, a serving one does. Events of a collection are told in their order, each at least once.
 */
export class AfterQueue {
  readonly #owner: string;
  #draining: Promise<void> | undefined;
  #again = false;
  #isClosed = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly world: {
      now(): Date;
      randomId(length: number): string;
      report(thrown: unknown, where: string): void;
    },
    private readonly tell: (event: KeptEvent) => Promise<void>,
  ) {
    this.#owner = world.randomId(15);
  }

  async put(context: Context, writer: Writer, event: AfterEvent): Promise<void> {
    const now = context.now();
    const depth = context.scriptDepth ?? 0;
    const kept: KeptEvent = { ...event, caller: keepCaller(context.caller), depth };
    await writer.execute(
      sql`INSERT INTO "_hook_events" ("id", "collection", "event", "owner", "claimed")
        VALUES (${timedId(now, context.randomId)}, ${event.collection}, ${JSON.stringify(kept)}, ${this.#owner}, ${now.toISOString()})`,
    );
    writer.whenKept(async () => this.#kick());
  }

  /** Takes over what other processes have left, from now on. */
  start(): void {
    this.#timer = setInterval(() => void this.#adopt(), limits.hookLeaseMs / 3);
    void this.#adopt();
  }

  /** Tells what there is, within reason; the rest is told by the next process. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.race([this.idle(), Bun.sleep(limits.stopWaitMs)]);
    this.#isClosed = true;
  }

  /** Resolves when everything of this process has been told. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  #kick(): void {
    this.#again = true;
    this.#draining ??= this.#drain()
      .catch((thrown: unknown) => this.world.report(thrown, "after hooks"))
      .finally(() => (this.#draining = undefined));
  }

  async #drain(): Promise<void> {
    const order = this.storage.dialect.insertionOrder(identifier("_hook_events"));
    while (this.#again) {
      this.#again = false;
      for (;;) {
        const rows = await this.storage.all<QueueRow>(
          sql`SELECT "id", "collection", "event" FROM "_hook_events" WHERE "owner" = ${this.#owner} ORDER BY ${order} LIMIT ${atOnce}`,
        );
        if (rows.length === 0 || this.#isClosed) break;
        const groups = Map.groupBy(rows, ({ collection }) => collection);
        await Promise.all([...groups.values()].map((group) => this.#tellAll(group)));
      }
    }
  }

  async #tellAll(rows: readonly QueueRow[]): Promise<void> {
    for (const { id, event } of rows) {
      try {
        await this.tell(JSON.parse(event) as KeptEvent);
      } catch (thrown) {
        this.world.report(thrown, "after hook");
      }
      // What was cut off by the end of this process has not been told.
      if (this.#isClosed) return;
      await this.storage.write((writer) =>
        writer.execute(sql`DELETE FROM "_hook_events" WHERE "id" = ${id}`),
      );
    }
  }

  /** A process that lives renews its claim; what nobody renews is anybody's. */
  async #adopt(): Promise<void> {
    try {
      const now = this.world.now();
      const old = new Date(now.getTime() - limits.hookLeaseMs).toISOString();
      const waiting = await this.storage.all<{ owner: string; claimed: string }>(
        sql`SELECT "owner", "claimed" FROM "_hook_events" WHERE "owner" = ${this.#owner} OR "claimed" < ${old} LIMIT 1`,
      );
      if (waiting.length === 0) return;
      await this.storage.write((writer) =>
        writer.execute(
          sql`UPDATE "_hook_events" SET "owner" = ${this.#owner}, "claimed" = ${now.toISOString()}
            WHERE "owner" = ${this.#owner} OR "claimed" < ${old}`,
        ),
      );
      this.#kick();
    } catch (thrown) {
      this.world.report(thrown, "after hooks");
    }
  }
}

const atOnce = 50;
