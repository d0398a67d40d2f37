import { Failure } from "../../src/kernel/failure.ts";
import { refusalOf } from "./check-endpoint.ts";
import { answeredBy, errorIn, type Message } from "./message.ts";
import { onOneLine, readAnswer } from "./read-answer.ts";
import {
  messageHeaders,
  senderHeaders,
  sessionHeaders,
  type Sender,
  type SessionFacts,
} from "./request-headers.ts";
import { cutOff, troubleOf } from "./trouble.ts";

/** What came instead of an answer. */
export interface Refusal {
  /** As answers to whoever asked. */
  readonly answers: readonly string[];
  /** What whoever runs the bridge should know; null where it is between client and server. */
  readonly failure: Failure | null;
}

/** A server's MCP endpoint, as one sender speaks with it. Whatever goes wrong on the way is a `Trouble`. */
export class ServerLine {
  constructor(
    readonly endpoint: URL,
    private readonly sender: Sender,
  ) {}

  post(message: Message, session: SessionFacts | null, signal: AbortSignal): Promise<Response> {
    const headers = messageHeaders(this.sender, message, session);
    return this.#fetch({ method: "POST", headers, body: message.text, signal });
  }

  /** The stream of what the server says unasked. */
  listen(session: SessionFacts, signal: AbortSignal): Promise<Response> {
    const headers = { ...this.#headers(session), accept: "text/event-stream" };
    return this.#fetch({ headers, signal });
  }

  /** Says goodbye; a server that is gone has forgotten the session already. */
  async end(session: SessionFacts): Promise<void> {
    if (!session.id) return;
    const headers = this.#headers(session);
    const signal = AbortSignal.timeout(1000);
    await this.#fetch({ method: "DELETE", headers, signal }).catch(() => null);
  }

  async *read(response: Response): AsyncGenerator<string, void, undefined> {
    try {
      yield* readAnswer(response);
    } catch (thrown) {
      throw troubleOf(thrown, this.endpoint);
    }
  }

  /** What a status other than "fine" means. @throws Trouble where it came from a proxy on the way. */
  async refusal({ waiting }: Message, response: Response): Promise<Refusal> {
    const said = await response.text();
    const error = errorIn(said);
    if (error === null && [502, 503, 504].includes(response.status)) {
      throw cutOff(this.endpoint, `answered ${response.status}`);
    }
    if (error !== null && answeredBy(said).length > 0) {
      return { answers: [onOneLine(said)], failure: null };
    }
    const failure = refusalOf(this.endpoint, response, said);
    if (error === null) throw failure ?? new Failure("unavailable", `${this.endpoint} refused it.`);
    return {
      answers: waiting.map((id) => JSON.stringify({ jsonrpc: "2.0", id, error })),
      failure,
    };
  }

  #headers(session: SessionFacts): Record<string, string> {
    return { ...senderHeaders(this.sender), ...sessionHeaders(session) };
  }

  /** A token is not sent to where a server points. */
  #fetch(init: RequestInit): Promise<Response> {
    return fetch(this.endpoint, { ...init, redirect: "manual" }).catch((thrown: unknown) => {
      throw troubleOf(thrown, this.endpoint);
    });
  }
}
