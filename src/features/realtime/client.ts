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

  constructor(options: ClientOptions) {
    this.id = options.id;
    this.address = options.address;
    this.openedMs = this.activeMs = this.wroteMs = options.openedMs;
    this.stream = new EventStream({
      maxWaiting: limits.realtimeWaitingCharacters,
      onClose: () => options.onClose(this),
    });
  }

  /** What a change came to for this client, in one piece. */
  tell(told: readonly Told[], sequence: number, nowMs: number): void {
    this.activeMs = this.wroteMs = nowMs;
    const text = told.map(({ topic, data }) => this.#frame(topic, data)).join("");
    this.stream.write(text, sequence);
  }

  /** Something that is no change. */
  send(topic: string, data: string, nowMs: number): void {
    this.activeMs = this.wroteMs = nowMs;
    this.stream.write(this.#frame(topic, data));
  }

  beat(nowMs: number): void {
    this.wroteMs = nowMs;
    this.stream.write(": still here\n\n");
  }

  /** PocketBase's clients take every event's id for the client's. */
  #frame(topic: string, data: string): string {
    return `id:${this.id}\nevent:${topic}\ndata:${data}\n\n`;
  }
}
