import { guest, type Caller } from "../../kernel/caller.ts";
import { limits } from "../../kernel/limits.ts";
import { EventStream } from "../../lib/event-stream.ts";
import type { Listener } from "./audience.ts";
import type { Topic } from "./topic.ts";

export interface Subscription {
  readonly topic: Topic;
  /** The sequence it begins after. */
  readonly after: number;
}

export interface Told {
  readonly topic: string;
  /** JSON. */
  readonly data: string;
}

export interface ClientOptions {
  readonly id: string;
  readonly address: string;
  readonly openedMs: number;
  /** The sequence that was told of last when it came. */
  readonly position: number;
  /** The sequence it wants to go on after, once it has said with what. */
  readonly resumeAfter: number | null;
  /** Whether its events' ids say how far it is: `CLIENT:SEQUENCE`. */
  readonly exact: boolean;
  onClose(client: Client): void;
}

/** One open stream: who listens, to what, and how far they are. */
export class Client implements Listener {
  readonly id: string;
  readonly address: string;
  readonly openedMs: number;
  readonly subscriptions = new Map<string, Subscription>();
  readonly stream: EventStream;
  caller: Caller = guest;
  /** What the caller was identified by, to be asked about again. */
  credential = "";
  activeMs: number;
  wroteMs: number;
  /** Set until the client is told of what it missed, and how far that has come. */
  resumeAfter: number | null;
  /** What happened meanwhile. */
  readonly #held: { readonly told: readonly Told[]; readonly sequence: number }[] = [];
  #heldCharacters = 0;
  readonly #exact: boolean;

  constructor(options: ClientOptions) {
    this.id = options.id;
    this.address = options.address;
    this.openedMs = this.activeMs = this.wroteMs = options.openedMs;
    this.resumeAfter = options.resumeAfter;
    this.#exact = options.exact;
    this.stream = new EventStream({
      maxWaiting: limits.realtimeWaitingCharacters,
      mark: options.resumeAfter ?? options.position,
      onClose: () => options.onClose(this),
    });
  }

  /** How far the client is, as far as we know, where all others are at `position`. */
  reached(position: number): number {
    return this.stream.idle ? (this.resumeAfter ?? position) : this.stream.mark;
  }

  /** All that a change comes to for this client; kept back while it is told of earlier ones. */
  tell(told: readonly Told[], sequence: number, nowMs: number): void {
    if (this.resumeAfter === null) return this.#write(told, sequence, nowMs);
    this.#held.push({ told, sequence });
    for (const { data } of told) this.#heldCharacters += data.length;
    if (this.#heldCharacters > limits.realtimeWaitingCharacters) this.stream.close();
  }

  /** A change that it missed. */
  catchUp(told: readonly Told[], sequence: number, nowMs: number): void {
    this.#write(told, sequence, nowMs);
  }

  /** From here on it hears of changes as they happen. */
  caughtUp(nowMs: number): void {
    this.resumeAfter = null;
    for (const { told, sequence } of this.#held.splice(0)) this.#write(told, sequence, nowMs);
  }

  /** Something that is no change. */
  send(topic: string, data: string, nowMs: number): void {
    this.activeMs = this.wroteMs = nowMs;
    this.stream.write(frame(this.id, topic, data));
  }

  beat(nowMs: number): void {
    this.wroteMs = nowMs;
    this.stream.write(": still here\n\n");
  }

  #write(told: readonly Told[], sequence: number, nowMs: number): void {
    this.activeMs = this.wroteMs = nowMs;
    const last = told.length - 1;
    const frames = told.map(({ topic, data }, index) => {
      // Only with the last of a change's events is the client through with the change.
      const reached = index === last ? sequence : sequence - 1;
      return frame(this.#exact ? `${this.id}:${reached}` : this.id, topic, data);
    });
    this.stream.write(frames.join(""), sequence);
  }
}

/** PocketBase's clients take the id of PB_CONNECT for theirs. */
function frame(id: string, topic: string, data: string): string {
  return `id:${id}\nevent:${topic}\ndata:${data}\n\n`;
}
