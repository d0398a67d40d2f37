import type { Message } from "./message.ts";
import type { SessionFacts } from "./request-headers.ts";

/**
 * The session of a client that opened with `initialize`, with all it takes to open it again at a
 * server that has forgotten it: the client's own words.
 */
export class LegacySession implements SessionFacts {
  id: string | null = null;
  revision: string | null = null;
  initialized: Message | null = null;
  /** While it is being opened again, whatever belongs to it waits for this. */
  reopening: Promise<void> | null = null;
  readonly #standing = new Map<string, Message>();
  #leg: AbortController | null = null;

  constructor(readonly initialize: Message) {}

  /** Keeps what the server was told once and for all. */
  keep(message: Message): void {
    const [key, isOver] = standingOf(message);
    if (key === null) return;
    if (isOver) this.#standing.delete(key);
    else this.#standing.set(key, message);
  }

  /** Subscriptions and the like, in the order they were asked for. */
  standing(): readonly Message[] {
    return [...this.#standing.values()];
  }

  /** The server's own stream to the client: a new one ends the one before. */
  startLeg(): AbortController {
    this.#leg?.abort();
    this.#leg = new AbortController();
    return this.#leg;
  }

  end(): void {
    this.#leg?.abort();
  }
}

function standingOf({ method, text }: Message): readonly [key: string | null, isOver: boolean] {
  if (method === "logging/setLevel") return [method, false];
  if (method !== "resources/subscribe" && method !== "resources/unsubscribe") return [null, false];
  const { params } = JSON.parse(text) as { params?: { uri?: unknown } };
  return [`resource ${String(params?.uri)}`, method === "resources/unsubscribe"];
}
