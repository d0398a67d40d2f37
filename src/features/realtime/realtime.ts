import { guest, type Caller } from "../../kernel/caller.ts";
import type { Change } from "../../kernel/change.ts";
import { Failure } from "../../kernel/failure.ts";
import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import { superusersId } from "../collections/collection.ts";
import { Announcer } from "./announcer.ts";
import { Audience, callerKey } from "./audience.ts";
import { Client, type Told } from "./client.ts";
import { Replay } from "./replay.ts";
import type { seenChanges } from "./seen-changes.ts";
import { readTopic } from "./topic.ts";

export interface StreamOptions {
  /** The id of the last event of an earlier stream: what was missed since is told first. */
  readonly lastEventId?: string | undefined;
  /** Events' ids say how far the client is, so that nothing on the way is lost or told twice. */
  readonly exact?: boolean;
}

/** The realtime feature's loan to the others, and all there is to it: the open streams. */
export class Realtime {
  readonly #clients = new Map<string, Client>();
  readonly #audience = new Audience<Client>();
  readonly #announcer: Announcer;
  readonly #replay: Replay;
  #stopListening: (() => void) | null = null;
  #sweeper: ReturnType<typeof setInterval> | undefined;
  /** The last of the changes that are being told of. */
  #position = 0;
  /** The last change that everybody has been told of. */
  #told = 0;
  #closed = false;

  constructor(
    private readonly world: World,
    private readonly sweepMs: number = limits.realtimeSweepMs,
  ) {
    this.#announcer = new Announcer(world);
    this.#replay = new Replay(world, this.#announcer);
  }

  /** How many streams are open. */
  get size(): number {
    return this.#clients.size;
  }

  /**
   * A new stream; the first thing it says is its client's id, and with `lastEventId` whether what
   * was missed since will follow.
   */
  async open(address: string, options: StreamOptions = {}): Promise<Client> {
    if (this.#closed || this.#clients.size >= limits.realtimeClients) {
      throw new Failure("unavailable", "No more event streams can be opened right now.", {
        hint: this.#closed ? "The server is stopping." : "Try again later.",
      });
    }
    await this.#listen();
    const { lastEventId = "", exact = false } = options;
    const resumeAfter = lastEventId === "" ? null : await this.#resumeAfter(lastEventId);
    const client = new Client({
      id: this.world.randomId(40),
      address,
      openedMs: this.world.now().getTime(),
      position: this.#position,
      resumeAfter,
      exact,
      onClose: (gone) => this.#forget(gone),
    });
    this.#clients.set(client.id, client);
    const replay = lastEventId === "" ? {} : { replay: resumeAfter !== null };
    client.send("PB_CONNECT", JSON.stringify({ clientId: client.id, ...replay }), client.openedMs);
    return client;
  }

  /**
   * Says what a client wants to hear of, in place of what it said before, and who it is from now on.
   * @throws Failure `notFound` (no such client), `invalid` (another address), `forbidden` (somebody
   * else already is this client).
   */
  subscribe(
    id: string,
    from: { readonly address: string; readonly caller: Caller; readonly credential: string },
    topics: readonly string[],
  ): void {
    const client = this.#clients.get(id);
    if (!client) {
      throw new Failure("notFound", "Missing or invalid client id.", {
        hint: "The stream is closed: open another with GET /api/v1/realtime and use the id it says.",
      });
    }
    if (client.address !== from.address) {
      throw new Failure("invalid", "The stream was opened from another address.", {
        hint: "Subscribe from where the stream was opened.",
      });
    }
    const known = callerKey(client.caller);
    if (known !== callerKey(guest) && known !== callerKey(from.caller)) {
      throw new Failure(
        "forbidden",
        "The current and the previous request authorization don't match.",
        { hint: "Open another stream for another caller." },
      );
    }
    client.caller = from.caller;
    client.credential = from.credential;
    client.activeMs = this.world.now().getTime();
    const isFirst = client.subscriptions.size === 0;
    this.#choose(client, new Set(topics));
    if (isFirst && topics.length > 0 && client.resumeAfter !== null) this.#catchUp(client);
  }

  /**
   * Sends an event of one's own to a client that subscribed to just this topic, and answers whether
   * there is one; with `address`, only where its stream was opened from there.
   */
  send(clientId: string, topic: string, data: unknown, address?: string): boolean {
    const client = this.#clients.get(clientId);
    if (!client?.subscriptions.has(topic)) return false;
    if (address !== undefined && client.address !== address) return false;
    client.send(topic, JSON.stringify(data), this.world.now().getTime());
    return true;
  }

  /** Ends all streams and opens no more: a server that stops does not wait for them. */
  close(): void {
    this.#closed = true;
    for (const client of [...this.#clients.values()]) client.stream.close();
  }

  #resumeAfter(lastEventId: string): Promise<number | null> {
    return this.#replay.from(lastEventId, this.#clients.get(lastEventId), this.#told);
  }

  #catchUp(client: Client): void {
    this.#replay.run(client, this.#position).catch((thrown: unknown) => {
      this.world.report(thrown, "realtime replay");
      // It comes back, and is told from where it got to.
      client.stream.close();
    });
  }

  #choose(client: Client, texts: ReadonlySet<string>): void {
    for (const [text, { topic }] of client.subscriptions) {
      if (texts.has(text)) continue;
      client.subscriptions.delete(text);
      this.#audience.remove(topic, client);
    }
    for (const text of texts) {
      if (client.subscriptions.has(text)) continue;
      const topic = readTopic(text);
      client.subscriptions.set(text, { topic, after: this.#position });
      this.#audience.add(topic, client);
    }
  }

  /** Changes are looked at only while somebody listens. */
  async #listen(): Promise<void> {
    this.#sweeper ??= setInterval(() => this.#sweep(), this.sweepMs);
    this.#stopListening ??= this.world.changes.subscribe((changes) => this.#hear(changes));
    const position = await this.world.changes.position();
    this.#position = Math.max(this.#position, position);
    this.#told = Math.max(this.#told, position);
  }

  #forget(client: Client): void {
    this.#clients.delete(client.id);
    this.#replay.remember(client, this.#told);
    this.#choose(client, new Set());
    if (this.#clients.size > 0) return;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
    this.#stopListening?.();
    this.#stopListening = null;
  }

  async #hear(changes: readonly Change[]): Promise<void> {
    this.#position = changes.at(-1)?.sequence ?? this.#position;
    await this.#announcer.announce(changes, this.#audience, {
      // Whoever is deleted may still hear of it; whoever changes their password is out before.
      before: async (change) => {
        if (change.action !== "delete") await this.#identifyAnew(change);
      },
      tell: (client, told, { sequence }) => this.#tell(client, told, sequence),
      after: async (change) => {
        this.#told = change.sequence;
        if (change.action === "delete") await this.#identifyAnew(change);
      },
    });
  }

  #tell(client: Client, told: readonly Told[], sequence: number): void {
    const wanted = told.filter(({ topic }) => {
      const subscription = client.subscriptions.get(topic);
      return subscription !== undefined && subscription.after < sequence;
    });
    if (wanted.length > 0) client.tell(wanted, sequence, this.world.now().getTime());
  }

  /** A caller is no longer who they were once their record, token or collection changed. */
  async #identifyAnew(change: Change): Promise<void> {
    const concerned = [...this.#clients.values()].filter(({ caller }) => concerns(change, caller));
    for (const client of concerned) await this.#identify(client);
  }

  async #identify(client: Client): Promise<void> {
    try {
      client.caller = await this.world.services.identity.identify(client.credential);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      // A token that does not count any more is refused everywhere; nobody is left as a guest.
      client.stream.close();
    }
  }

  #sweep(): void {
    const nowMs = this.world.now().getTime();
    for (const client of [...this.#clients.values()]) {
      const isIdle = nowMs - client.activeMs >= limits.realtimeIdleMs;
      if (isIdle || nowMs - client.openedMs >= limits.realtimeTotalMs) client.stream.close();
      else if (nowMs - client.wroteMs >= limits.realtimeBeatMs) client.beat(nowMs);
    }
  }
}

function concerns({ collection, record }: Change, { record: own, token }: Caller): boolean {
  if (own?.collectionId === collection && own.id === record) return true;
  if (collection === "_collections") return own?.collectionId === record;
  // A token ends with its row, and with whoever minted it.
  return (
    token !== null && (collection === "_tokens" ? token.id === record : collection === superusersId)
  );
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly realtime: Realtime;
    readonly seenChanges: typeof seenChanges;
  }
}
