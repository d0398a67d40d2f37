import type { RecordData } from "./record.ts";

/** `missed`: the stream broke off and could not be gone on with; read again what you show. */
export type LiveEvent =
  | { readonly action: "create" | "update" | "delete"; readonly record: RecordData }
  | { readonly action: "missed" };
type Listener = (event: LiveEvent) => void;

/** Says what a stream is to tell of. */
type Tell = (subscriptions: {
  readonly clientId: string;
  readonly subscriptions: readonly string[];
}) => Promise<unknown>;

/** Changes as they are committed, through one stream that is open while somebody listens. */
export class Live {
  readonly #say: Tell;
  readonly #listeners = new Map<string, Set<Listener>>();
  #source: EventSource | null = null;
  #clientId = "";
  #told: ReturnType<typeof setTimeout> | undefined;

  constructor(say: Tell) {
    this.#say = say;
  }

  /** Topics are `posts/*` and `posts/RECORD_ID`. Answers how to stop. */
  subscribe(topic: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    listeners.add(listener);
    if (!this.#listeners.has(topic)) {
      this.#listeners.set(topic, listeners);
      this.#source?.addEventListener(topic, this.#hear);
      this.#tellSoon();
    }
    this.#open();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      this.#listeners.delete(topic);
      this.#source?.removeEventListener(topic, this.#hear);
      this.#tellSoon();
    };
  }

  #open(): void {
    if (this.#source) return;
    this.#source = new EventSource("/api/v1/realtime");
    for (const topic of this.#listeners.keys()) this.#source.addEventListener(topic, this.#hear);
    this.#source.addEventListener("PB_CONNECT", (event: MessageEvent<string>) => {
      const { clientId, replay } = JSON.parse(event.data) as { clientId: string; replay?: boolean };
      const isFirst = this.#clientId === "";
      this.#clientId = clientId;
      if (!isFirst && replay !== true) this.#tellAll({ action: "missed" });
      this.#tellSoon();
    });
  }

  readonly #hear = (event: MessageEvent<string>): void => {
    const news = JSON.parse(event.data) as LiveEvent;
    for (const listener of this.#listeners.get(event.type) ?? []) listener(news);
  };

  #tellAll(event: LiveEvent): void {
    for (const listeners of this.#listeners.values()) {
      for (const listener of listeners) listener(event);
    }
  }

  /** A page that gives way to another says both at once. */
  #tellSoon(): void {
    clearTimeout(this.#told);
    this.#told = setTimeout(() => void this.#tell(), 50);
  }

  async #tell(): Promise<void> {
    if (this.#listeners.size === 0) {
      this.#source?.close();
      this.#source = null;
      this.#clientId = "";
      return;
    }
    if (this.#clientId === "") return;
    try {
      await this.#say({
        clientId: this.#clientId,
        subscriptions: [...this.#listeners.keys()],
      });
    } catch {
      // A stream that has just ended takes nothing; the next one says PB_CONNECT, and this comes again.
    }
  }
}
