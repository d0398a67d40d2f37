import { asFailure, Failure } from "../../src/kernel/failure.ts";
import { refusalOf } from "./check-endpoint.ts";
import { errorIn, resultIn, type Message } from "./message.ts";
import { Patience } from "./patience.ts";
import type { SessionFacts } from "./request-headers.ts";
import type { ServerLine } from "./server-line.ts";
import { cutOff, Trouble } from "./trouble.ts";

/** Whom a session tells what. */
export interface SessionListener {
  send(line: string): Promise<void>;
  /** A request was answered, whatever the answer. */
  reached(): void;
  trouble(failure: Failure): void;
  report(text: string): void;
}

/**
 * The session of a client that opened with `initialize`, as it was before 2026. At a server that has
 * forgotten it, it is opened again with the client's own words.
 */
export class LegacySession implements SessionFacts {
  id: string | null = null;
  revision: string | null = null;
  #initialized: Message | null = null;
  /** Subscriptions and the like, in the order they were asked for. */
  readonly #standing = new Map<string, Message>();
  readonly #ending = new AbortController();
  #leg: AbortController | null = null;
  #reopening: Promise<void> | null = null;

  constructor(
    private readonly line: ServerLine,
    private readonly initialize: Message,
    private readonly listener: SessionListener,
  ) {}

  /** Posts a message in the session. What was refused for want of one is posted again in the next. */
  async post(message: Message, signal: AbortSignal): Promise<Response> {
    if (message === this.initialize) return this.line.post(message, null, signal);
    for (let attempt = 1; ; attempt++) {
      await this.#reopening?.catch(beforeTheMessage);
      const { id } = this;
      const response = await this.line.post(message, this, signal);
      if (response.status !== 404 || id === null || attempt === 3) return response;
      await response.text();
      await this.#reopen(id).catch(beforeTheMessage);
    }
  }

  /** What the server took, as far as the session stands on it. */
  took(message: Message): void {
    if (message.method === "notifications/initialized") {
      this.#initialized = message;
      this.#startHearing();
    }
    const [key, isOver] = standingOf(message);
    if (key === null) return;
    if (isOver) this.#standing.delete(key);
    else this.#standing.set(key, message);
  }

  /** The answer to `initialize` says what the session is called and which revision it follows. */
  async *begin(response: Response): AsyncGenerator<string, void, undefined> {
    const id = response.headers.get("mcp-session-id");
    for await (const text of this.line.read(response)) {
      const { protocolVersion } = resultIn(text);
      if (typeof protocolVersion === "string") {
        this.id = id;
        this.revision = protocolVersion;
      }
      yield text;
    }
  }

  /** Hears no more. */
  end(): void {
    this.#ending.abort();
    this.#leg?.abort();
  }

  /** Opens the session anew that the server lost under the name `id`, unless somebody has already. */
  async #reopen(id: string): Promise<void> {
    if (this.id !== id) return;
    this.#reopening ??= this.#replay().finally(() => {
      this.#reopening = null;
    });
    await this.#reopening;
  }

  async #replay(): Promise<void> {
    const { signal } = this.#ending;
    const next = new LegacySession(this.line, this.initialize, this.listener);
    const opened = await this.line.post(this.initialize, null, signal);
    if (!opened.ok) throw await this.#whyNot(opened);
    for await (const text of next.begin(opened)) {
      const error = errorIn(text);
      if (error) throw new Failure("unavailable", error.message);
    }
    if (next.revision === null) throw cutOff(this.line.endpoint, "opened no session");
    for (const message of [this.#initialized, ...this.#standing.values()]) {
      if (message) await (await this.line.post(message, next, signal)).text();
    }
    this.id = next.id;
    this.revision = next.revision;
    this.listener.report("The server had lost the session; it is open again.");
    this.#startHearing();
  }

  async #whyNot(response: Response): Promise<Error> {
    const { failure, answers } = await this.line.refusal(this.initialize, response);
    const said = answers.map((each) => errorIn(each)?.message).join(" ");
    return failure ?? new Failure("unavailable", said);
  }

  /** One stream at a time: a new one ends the one before. */
  #startHearing(): void {
    this.#leg?.abort();
    const leg = new AbortController();
    this.#leg = leg;
    this.#hear(leg.signal).catch((thrown: unknown) => {
      if (!leg.signal.aborted) this.listener.trouble(asFailure(thrown));
    });
  }

  /** What the server says unasked, until the session is over. */
  async #hear(signal: AbortSignal): Promise<void> {
    const patience = new Patience(Number.POSITIVE_INFINITY);
    do {
      const { id } = this;
      try {
        const response = await this.line.listen(this, signal);
        if (response.ok) {
          this.listener.reached();
          patience.reset();
          for await (const text of this.line.read(response)) await this.listener.send(text);
          continue;
        }
        const said = await response.text();
        // The next session is heard by a stream of its own.
        if (response.status === 404 && id !== null) return await this.#reopen(id);
        if (response.status < 500) {
          const refusal = refusalOf(this.line.endpoint, response, said);
          // Without a session there may be no such stream: that is fine.
          if (refusal && id !== null) this.listener.trouble(refusal);
          return;
        }
      } catch (thrown) {
        if (signal.aborted || !(thrown instanceof Trouble)) throw thrown;
        this.listener.trouble(thrown.failure);
        if (!thrown.passing) return;
      }
    } while (await patience.wait(signal));
  }
}

/** Whatever became of the session: the message that waited for it has not arrived. */
function beforeTheMessage(thrown: unknown): never {
  if (thrown instanceof Trouble) throw new Trouble(thrown.failure, false, thrown.passing);
  throw thrown;
}

function standingOf({ method, text }: Message): readonly [key: string | null, isOver: boolean] {
  if (method === "logging/setLevel") return [method, false];
  if (method !== "resources/subscribe" && method !== "resources/unsubscribe") return [null, false];
  const { params } = JSON.parse(text) as { params?: { uri?: unknown } };
  return [`resource ${String(params?.uri)}`, method === "resources/unsubscribe"];
}
