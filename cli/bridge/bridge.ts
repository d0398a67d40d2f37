import { asFailure, Failure } from "../../src/kernel/failure.ts";
import { refusalOf } from "./check-endpoint.ts";
import { LegacySession } from "./legacy-session.ts";
import {
  answeredBy,
  errorIn,
  maySendAgain,
  readMessage,
  resultIn,
  type Message,
  type RequestId,
} from "./message.ts";
import { Patience } from "./patience.ts";
import { readAnswer } from "./read-answer.ts";
import { messageHeaders, senderHeaders, sessionHeaders, type Sender } from "./request-headers.ts";
import { cutOff, Trouble, troubleOf } from "./trouble.ts";

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
  readonly #exchanges = new Map<RequestId, Exchange>();
  readonly #running = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #session: LegacySession | null = null;
  #reported: string | null = null;

  constructor(private readonly options: BridgeOptions) {}

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
      if (message.method === "subscriptions/listen") aborter.abort();
    }
    await Promise.all(this.#running);
  }

  /** Gives up what is on its way and says goodbye to the server. */
  async close(): Promise<void> {
    const session = this.#session;
    this.#closing.abort();
    session?.end();
    await Promise.all(this.#running);
    if (!session?.id) return;
    const { endpoint } = this.options;
    const headers = { ...senderHeaders(this.options), ...sessionHeaders(session) };
    const signal = AbortSignal.timeout(1000);
    await fetch(endpoint, { method: "DELETE", headers, signal, redirect: "manual" }).catch(() => {
      // A server that is gone has forgotten the session already.
    });
  }

  #openSession(initialize: Message): void {
    this.#session?.end();
    this.#session = new LegacySession(initialize);
  }

  async #carry(message: Message): Promise<void> {
    const aborter = new AbortController();
    for (const id of message.waiting) this.#exchanges.set(id, { aborter, message });
    const signal = AbortSignal.any([this.#closing.signal, aborter.signal]);
    try {
      await this.#askUntilAnswered(message, signal);
    } catch (thrown) {
      if (!signal.aborted) await this.#refuse(message, thrown);
    } finally {
      for (const id of message.waiting) this.#exchanges.delete(id);
    }
  }

  async #askUntilAnswered(message: Message, signal: AbortSignal): Promise<void> {
    const listens = message.method === "subscriptions/listen";
    const { patienceMs = 20_000 } = this.options;
    const patience = new Patience(listens ? Number.POSITIVE_INFINITY : patienceMs);
    const waiting = new Set(message.waiting);
    for (let isFirst = true; ; isFirst = false) {
      try {
        const answer = await this.#ask(message, signal);
        for await (const text of answer) {
          // The client asked once, and has been told so once.
          if (!isFirst && listens && isAcknowledgement(text)) continue;
          if (listens) patience.reset();
          for (const id of answeredBy(text)) waiting.delete(id);
          await this.options.send(text);
        }
        if (waiting.size === 0) return;
        throw cutOff(this.options.endpoint, "ended its answer before it was whole");
      } catch (thrown) {
        if (signal.aborted || !(thrown instanceof Trouble)) throw thrown;
        this.#report(thrown.failure);
        if (thrown.arrived && !maySendAgain(message)) throw interrupted(thrown, message);
        if (!thrown.passing || !(await patience.wait(signal))) throw thrown.failure;
      }
    }
  }

  /** One POST, in the session where there is one; a session that was lost is opened again. */
  async #ask(message: Message, signal: AbortSignal): Promise<AsyncIterable<string>> {
    const session = message.revision === null ? this.#session : null;
    const isFirst = message.method === "initialize";
    for (let attempt = 1; ; attempt++) {
      if (!isFirst) await session?.reopening;
      const id = session?.id ?? null;
      const response = await this.#post(message, isFirst ? null : session, signal);
      if (response.status === 404 && session && id !== null && !isFirst && attempt < 3) {
        await response.text();
        // Nothing was done: the server does not know whom the message belongs to.
        await this.#reopen(session, id);
        continue;
      }
      if (!response.ok) return this.#refused(message, response);
      this.#reached();
      if (session && isFirst) return this.#beginning(session, response);
      if (message.waiting.length === 0) await response.text();
      if (session && message.method === "notifications/initialized") {
        session.initialized = message;
        this.#startHearing(session);
      }
      session?.keep(message);
      return message.waiting.length === 0 ? nothing() : this.#read(response);
    }
  }

  async #post(
    message: Message,
    session: LegacySession | null,
    signal: AbortSignal,
  ): Promise<Response> {
    const { endpoint } = this.options;
    const headers = messageHeaders(this.options, message, session);
    const init: RequestInit = { method: "POST", headers, body: message.text, redirect: "manual" };
    return fetch(endpoint, { ...init, signal }).catch((thrown: unknown) => {
      throw troubleOf(thrown, endpoint);
    });
  }

  /** What came instead of an answer, as an answer. @throws Failure or Trouble where it is none. */
  async #refused(message: Message, response: Response): Promise<AsyncIterable<string>> {
    const { endpoint } = this.options;
    const said = await response.text();
    const error = errorIn(said);
    if (error === null && [502, 503, 504].includes(response.status)) {
      throw cutOff(endpoint, `answered ${response.status}`);
    }
    if (error !== null && answeredBy(said).length > 0) return oneLine(said);
    const failure = refusalOf(endpoint, response, said);
    if (failure) this.#report(failure);
    if (error === null) throw failure ?? new Failure("unavailable", `${endpoint} refused it.`);
    const answers = message.waiting.map((id) => JSON.stringify({ jsonrpc: "2.0", id, error }));
    return lines(answers);
  }

  async *#read(response: Response): AsyncGenerator<string, void, undefined> {
    try {
      yield* readAnswer(response);
    } catch (thrown) {
      throw troubleOf(thrown, this.options.endpoint);
    }
  }

  /** The answer to `initialize` says what the session is called and which revision it follows. */
  async *#beginning(
    session: LegacySession,
    response: Response,
  ): AsyncGenerator<string, void, undefined> {
    session.id = response.headers.get("mcp-session-id");
    for await (const text of this.#read(response)) {
      const { protocolVersion } = resultIn(text);
      if (typeof protocolVersion === "string") session.revision = protocolVersion;
      yield text;
    }
  }

  /** Opens a session anew that the server lost under the name `id`, unless somebody has already. */
  async #reopen(session: LegacySession, id: string): Promise<void> {
    if (session.id !== id) return;
    session.reopening ??= this.#replay(session).finally(() => {
      session.reopening = null;
    });
    await session.reopening;
  }

  async #replay(session: LegacySession): Promise<void> {
    const { endpoint } = this.options;
    const { signal } = this.#closing;
    const said = [session.initialize, session.initialized, ...session.standing()];
    const opened = new LegacySession(session.initialize);
    for (const message of said.filter((each) => each !== null)) {
      const isFirst = message === session.initialize;
      const response = await this.#post(message, isFirst ? null : opened, signal);
      const answer = response.ok ? this.#read(response) : await this.#refused(message, response);
      for await (const text of isFirst ? this.#beginning(opened, response) : answer) {
        const error = errorIn(text);
        if (error && isFirst) throw new Failure("unavailable", error.message);
      }
    }
    if (opened.revision === null) throw cutOff(endpoint, "opened no session");
    session.id = opened.id;
    session.revision = opened.revision;
    this.options.report("The server had lost the session; it is open again.");
    this.#startHearing(session);
  }

  #startHearing(session: LegacySession): void {
    const leg = session.startLeg();
    this.#hear(session, AbortSignal.any([leg.signal, this.#closing.signal])).catch(
      (thrown: unknown) => {
        if (!leg.signal.aborted && !this.#closing.signal.aborted) this.#report(asFailure(thrown));
      },
    );
  }

  /** What the server says unasked, until there is no session any more. */
  async #hear(session: LegacySession, signal: AbortSignal): Promise<void> {
    const { endpoint } = this.options;
    const patience = new Patience(Number.POSITIVE_INFINITY);
    do {
      const { id } = session;
      const headers = {
        ...senderHeaders(this.options),
        ...sessionHeaders(session),
        accept: "text/event-stream",
      };
      try {
        const response = await fetch(endpoint, { headers, signal, redirect: "manual" });
        if (response.ok) {
          this.#reached();
          patience.reset();
          for await (const text of readAnswer(response)) await this.options.send(text);
          continue;
        }
        const said = await response.text();
        // The new session is heard by a leg of its own.
        if (response.status === 404 && id !== null) return await this.#reopen(session, id);
        if (response.status < 500) {
          const refusal = refusalOf(endpoint, response, said);
          // Without a session there may be no such stream: that is fine.
          if (refusal && id !== null) this.#report(refusal);
          return;
        }
      } catch (thrown) {
        if (signal.aborted) return;
        const trouble = thrown instanceof Trouble ? thrown : troubleOf(thrown, endpoint);
        this.#report(trouble.failure);
        if (!trouble.passing) return;
      }
    } while (await patience.wait(signal));
  }

  async #refuse(message: Message, thrown: unknown): Promise<void> {
    const failure = asFailure(thrown);
    this.#report(failure);
    const text = [failure.message, failure.hint].filter(Boolean).join(" ");
    for (const id of message.waiting) {
      const error = { code: -32000, message: text };
      await this.options.send(JSON.stringify({ jsonrpc: "2.0", id, error }));
    }
  }

  /** Each trouble once, however many requests it meets. */
  #report(failure: Failure): void {
    if (this.#reported === failure.message) return;
    this.#reported = failure.message;
    this.options.report([failure.message, failure.hint].filter(Boolean).join(" "));
    if (failure.code === "internal") this.options.report(String(failure.cause));
  }

  #reached(): void {
    if (this.#reported !== null) this.options.report("The server answers again.");
    this.#reported = null;
  }
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

async function* lines(texts: readonly string[]): AsyncGenerator<string, void, undefined> {
  yield* texts;
}

function oneLine(text: string): AsyncIterable<string> {
  return lines([text.trim().replaceAll(/[\r\n]+/g, " ")]);
}

function nothing(): AsyncIterable<string> {
  return lines([]);
}
