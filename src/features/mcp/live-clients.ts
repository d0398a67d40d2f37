import { limits } from "../../kernel/limits.ts";
import { LiveClient, type Client, type ClientFacts } from "./live-client.ts";

/** Those who speak MCP with this process: whoever holds something open, and whoever asked lately. */
export class LiveClients {
  /** Sessions, processes and streams of their own. */
  readonly #connected = new Set<LiveClient>();
  /** Those who come with single requests, by what tells them apart; the oldest first. */
  readonly #passing = new Map<string, LiveClient>();
  #made = 0;

  constructor(
    private readonly processId: string,
    private readonly nowMs: () => number,
    /** Runs when somebody new comes. */
    private readonly onArrival: () => void,
  ) {}

  /** A session, a process or a stream; call `end` when it is over. */
  connect(facts: ClientFacts): { readonly client: LiveClient; end(): void } {
    const client = this.#make(facts);
    const release = client.hold();
    this.#connected.add(client);
    return {
      client,
      end: () => {
        release();
        this.#connected.delete(client);
      },
    };
  }

  /** Whoever sends single requests: the same client as long as it looks the same. */
  passing(facts: ClientFacts): LiveClient {
    const key = keyOf(facts);
    const known = this.#passing.get(key);
    if (known) return known;
    if (this.#passing.size >= limits.mcpPassingClients) this.#makeRoom();
    const client = this.#make(facts);
    this.#passing.set(key, client);
    return client;
  }

  list(): Client[] {
    const since = this.nowMs() - limits.mcpClientSeenMs;
    const passing = [...this.#passing.values()];
    return [...this.#connected, ...passing.filter(({ open, seenMs }) => open || seenMs >= since)]
      .toSorted((a, b) => b.seenMs - a.seenMs)
      .map((client) => client.present());
  }

  /** Whoever has not been seen for long goes; where that is nobody, whoever came first. */
  #makeRoom(): void {
    const since = this.nowMs() - limits.mcpClientSeenMs;
    const closed = [...this.#passing].filter(([, client]) => !client.open);
    const gone = closed.filter(([, { seenMs }]) => seenMs < since);
    for (const [key] of gone.length > 0 ? gone : closed.slice(0, 1)) this.#passing.delete(key);
  }

  #make(facts: ClientFacts): LiveClient {
    this.onArrival();
    return new LiveClient(`${this.processId}-${++this.#made}`, facts, this.nowMs);
  }
}

function keyOf({ caller, program, transport, address, userAgent }: ClientFacts): string {
  const who = caller.token?.id ?? caller.actor;
  return `${who}\n${program?.name ?? ""}\n${program?.version ?? ""}\n${transport}\n${address}\n${userAgent}`;
}
