import { changesSince, lastSequence } from "../../kernel/change.ts";
import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import { BoundedMap } from "../../lib/bounded-map.ts";
import type { Announcer } from "./announcer.ts";
import { Audience } from "./audience.ts";
import type { Client } from "./client.ts";

/** Where clients were that have gone, and how they hear of what they missed. */
export class Replay {
  readonly #gone = new BoundedMap<string, { readonly reached: number; readonly atMs: number }>(
    limits.realtimeClients,
  );

  readonly #running = new WeakSet<Client>();

  constructor(
    private readonly world: World,
    private readonly announcer: Announcer,
  ) {}

  remember(client: Client, position: number): void {
    const atMs = this.world.now().getTime();
    this.#gone.set(client.id, { reached: client.reached(position), atMs });
  }

  /**
   * The sequence to go on after, from the id that an event of the last stream had: the client's, or
   * `CLIENT:SEQUENCE`. Null where what was missed is not known any more, or too much.
   */
  async from(
    lastEventId: string,
    open: Client | undefined,
    position: number,
  ): Promise<number | null> {
    const reached = this.#reached(lastEventId, open, position);
    if (reached === null) return null;
    const { storage, now } = this.world;
    const last = await lastSequence(storage);
    if (reached === last) return reached;
    if (reached > last || last - reached > limits.realtimeReplayChanges) return null;
    const [missed] = await changesSince(storage, reached, 1);
    // Sequences have no gaps: what does not begin with the next one has lost its beginning.
    if (missed?.sequence !== reached + 1) return null;
    // What was public for a while is not to be dug up later.
    const missedMs = now().getTime() - Date.parse(missed.at);
    return missedMs > limits.realtimeReplayMs ? null : reached;
  }

  #reached(lastEventId: string, open: Client | undefined, position: number): number | null {
    const [id = "", sequence] = lastEventId.split(":");
    if (sequence !== undefined) return /^\d{1,15}$/.test(sequence) ? Number(sequence) : null;
    if (open) return open.reached(position);
    const gone = this.#gone.get(id);
    if (!gone) return null;
    const isRecent = this.world.now().getTime() - gone.atMs <= limits.realtimeReplayMs;
    return isRecent ? gone.reached : null;
  }

  /** Tells a client of the changes after its `resumeAfter` up to `until`, at the pace it reads. */
  async run(client: Client, until: number): Promise<void> {
    if (this.#running.has(client)) return;
    this.#running.add(client);
    const { storage, now } = this.world;
    const audience = new Audience<Client>();
    for (const { topic } of client.subscriptions.values()) audience.add(topic, client);
    while (client.stream.open && client.resumeAfter !== null && client.resumeAfter < until) {
      const next = await changesSince(storage, client.resumeAfter, together);
      const changes = next.filter(({ sequence }) => sequence <= until);
      await this.announcer.announce(changes, audience, {
        tell: (_, told, { sequence }) => {
          const wanted = told.filter(({ topic }) => client.subscriptions.has(topic));
          if (wanted.length > 0) client.catchUp(wanted, sequence, now().getTime());
        },
      });
      await client.stream.drained();
      client.resumeAfter = changes.at(-1)?.sequence ?? until;
    }
    client.caughtUp(now().getTime());
  }
}

/** Few enough that what they come to waits for a slow reader without cutting it off. */
const together = 50;
