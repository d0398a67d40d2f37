import { asFailure, Failure } from "../../src/kernel/failure.ts";
import { LegacySession } from "./legacy-session.ts";
import { answeredBy, maySendAgain, readMessage, type Message, type RequestId } from "./message.ts";
import { Patience } from "./patience.ts";
import type { Sender } from "./request-headers.ts";
import { ServerLine } from "./server-line.ts";
import { cutOff, Trouble } from "./trouble.ts";

export interface BridgeOptions extends Sender {
  readonly endpoint: URL;
  /** Takes one message to the client; resolves when there is room for the next. */
  send(line: string): Promise<void>;
  /** For whoever looks at what a client logs. */
  report(text: string): void;
  /** How long a request may wait for a server that cannot be reached; less than clients wait. */
  readonly patienceMs?: number;
}

/** A request on its way. */
interface Exchange {
  readonly aborter: AbortController;
  readonly message: Message;
}

/**
 * Carries messages between a client on standard input and output and a server over HTTP, as they
 * are. It reads of them what HTTP wants to know beside them (ids, methods, revisions), no more. What
 * cannot be carried is answered with an error: a client never waits in vain.
 */
export class Bridge {
  readonly #line: ServerLine;
  readonly #exchanges = new Map<RequestId, Exchange>();
  readonly #running = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #session: LegacySession | null = null;
  #reported: string | null = null;

  constructor(private readonly options: BridgeOptions) {
    this.#line = new ServerLine(options.endpoint, options);
  }

  /** Takes a line from the client; resolves when the next may come. Never throws. */
  async receive(line: string): Promise<void> {
    const message = readMessage(line);
    const cancelled = message.cancels === null ? undefined : this.#exchanges.get(message.cancels);
    if (cancelled && cancelled.message.revision !== null) {
      // From 2026 on, closing a request's stream is what cancels it.
      cancelled.aborter.abort();
      return;
    }
    if (message.method === "initialize") this.#openSession(message);
    const carried = this.#carry(message).then(() => cancelled?.aborter.abort());
    this.#running.add(carried);
    void carried.finally(() => this.#running.delete(carried));
    // These make the session that whatever comes next belongs to.
    const isHandshake = ["initialize", "notifications/initialized"].includes(message.method ?? "");
    if (isHandshake) await carried;
  }

  /** Resolves when every answer that is on its way has come. */
  async settled(): Promise<void> {
    for (const { message, aborter } of this.#exchanges.values()) {
      if (listens(message)) aborter.abort();
    }
    await Promise.all(this.#running);
  }

  /** Gives up what is on its way and says goodbye to the server. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#session?.end();
    await Promise.all(this.#running);
    if (this.#session) await this.#line.end(this.#session);
  }

  #openSession(initialize: Message): void {
    this.#session?.end();
    this.#session = new LegacySession(this.#line, initialize, {
      send: (text) => this.options.send(text),
      report: (text) => this.options.report(text),
      reached: () => this.#reached(),
      trouble: (failure) => this.#report(failure),
    });
  }

  async #carry(message: Message): Promise<void> {
    const aborter = new AbortController();
    for (const id of message.waiting) this.#exchanges.set(id, { aborter, message });
    const signal = AbortSignal.any([this.#closing.signal, aborter.signal]);
    try {
      await this.#askUntilAnswered(message, signal);
    } catch (thrown) {
      if (!signal.aborted) await this.#refuse(message, asFailure(thrown));
    } finally {
      for (const id of message.waiting) this.#exchanges.delete(id);
    }
  }

  async #askUntilAnswered(message: Message, signal: AbortSignal): Promise<void> {
    const { patienceMs = 20_000, endpoint } = this.options;
    const isEndless = listens(message);
    const patience = new Patience(isEndless ? Number.POSITIVE_INFINITY : patienceMs);
    const waiting = new Set(message.waiting);
    for (let isFirst = true; ; isFirst = false) {
      try {
        for await (const text of this.#ask(message, signal)) {
          if (isEndless) patience.reset();
          // The client asked once, and has been told so once.
          if (!isFirst && isEndless && isAcknowledgement(text)) continue;
          for (const id of answeredBy(text)) waiting.delete(id);
          await this.options.send(text);
        }
        if (waiting.size === 0) return;
        throw cutOff(endpoint, "ended its answer before it was whole");
      } catch (thrown) {
        if (signal.aborted || !(thrown instanceof Trouble)) throw thrown;
        this.#report(thrown.failure);
        if (thrown.arrived && !maySendAgain(message)) throw interrupted(thrown, message);
        if (!thrown.passing || !(await patience.wait(signal))) throw thrown.failure;
      }
    }
  }

  /** One POST, in the session where the message belongs to one, and what comes back. */
  async *#ask(message: Message, signal: AbortSignal): AsyncGenerator<string, void, undefined> {
    const session = message.revision === null ? this.#session : null;
    const response = session
      ? await session.post(message, signal)
      : await this.#line.post(message, null, signal);
    if (!response.ok) {
      const { answers, failure } = await this.#line.refusal(message, response);
      if (failure) this.#report(failure);
      yield* answers;
      return;
    }
    this.#reached();
    if (session && message.method === "initialize") {
      yield* session.begin(response);
      return;
    }
    session?.took(message);
    if (message.waiting.length > 0) yield* this.#line.read(response);
    else await response.text();
  }

  async #refuse({ waiting }: Message, failure: Failure): Promise<void> {
    this.#report(failure);
    const error = { code: -32000, message: inOneLine(failure) };
    for (const id of waiting) {
      await this.options.send(JSON.stringify({ jsonrpc: "2.0", id, error }));
    }
  }

  /** Each trouble once, however many requests it meets. */
  #report(failure: Failure): void {
    if (this.#reported === failure.message) return;
    this.#reported = failure.message;
    this.options.report(inOneLine(failure));
    if (failure.code === "internal") this.options.report(String(failure.cause));
  }

  #reached(): void {
    if (this.#reported !== null) this.options.report("The server answers again.");
    this.#reported = null;
  }
}

function listens({ method }: Message): boolean {
  return method === "subscriptions/listen";
}

function interrupted({ failure }: Trouble, { method }: Message): Failure {
  return new Failure("unavailable", failure.message, {
    hint: `Whether ${method ?? "the request"} was carried out is not known: look before you ask again.`,
    cause: failure,
  });
}

function isAcknowledgement(text: string): boolean {
  return readMessage(text).method === "notifications/subscriptions/acknowledged";
}

function inOneLine({ message, hint }: Failure): string {
  return hint ? `${message} ${hint}` : message;
}
