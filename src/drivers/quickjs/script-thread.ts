import { limits } from "../../kernel/limits.ts";
import type { HostFunction, LogLine, Program, SyntaxFlaw } from "../../kernel/sandbox.ts";
import { Failure } from "../../kernel/failure.ts";
import { nowhere, type RealmEnd } from "./realm.ts";
import type { FromThread, ToThread } from "./sandbox-messages.ts";

export interface ThreadEnd {
  readonly log: readonly LogLine[];
  readonly end: RealmEnd;
}

/**
 * A thread that runs one program at a time. Should the engine itself not come back, as in one endless
 * step of its own, the thread is ended from here.
 */
export class ScriptThread {
  readonly #worker = new Worker(new URL("./quickjs-worker.ts", import.meta.url).href);
  #hear: (said: FromThread) => void = () => {};
  #broken: (message: string) => void = () => {};
  #usable = true;
  readonly #ready: Promise<void>;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(prelude: string) {
    this.#worker.addEventListener("message", ({ data }) => this.#hear(data as FromThread));
    this.#worker.addEventListener("error", ({ message }) => this.#broken(message));
    this.#ready = this.#within<void>(
      limits.scriptStartMs,
      (resolve) => {
        this.#hear = ({ say }) => say === "ready" && resolve();
        this.#tell({ tell: "prelude", prelude });
      },
      () => {},
    );
  }

  get usable(): boolean {
    return this.#usable;
  }

  async check(source: string): Promise<SyntaxFlaw | null> {
    await this.#ready;
    return this.#within<SyntaxFlaw | null>(
      limits.scriptCheckMs,
      (resolve) => {
        this.#hear = (said) => said.say === "checked" && resolve(said.flaw);
        this.#tell({ tell: "check", source });
      },
      (message) => ({ message, line: 1, column: 1 }),
    );
  }

  async run({ source, event, host, limits: held }: Program): Promise<ThreadEnd> {
    // A thread's start is not a script's time.
    await this.#ready;
    let calls = 0;
    return this.#within<ThreadEnd>(
      held.wallMs + limits.scriptGraceMs,
      (resolve) => {
        this.#hear = (said) => {
          if (said.say === "ended") {
            this.#usable &&= said.sound;
            resolve(said);
          } else if (said.say === "call") {
            const { call } = said;
            void answerCall(host, said, ++calls > held.hostCalls).then((answer) => {
              this.#tell({ tell: "answer", call, answer });
            });
          }
        };
        const text = JSON.stringify(event);
        this.#tell({ tell: "run", source, event: text, limits: held });
      },
      (message, kind) => ({ log: [], end: { thrown: { ...nowhere, kind, message } } }),
    );
  }

  /** Ends itself after a while, and says so, unless somebody needs it again. */
  idle(onEnd: () => void): void {
    this.#idleTimer = setTimeout(onEnd, limits.scriptIdleMs);
    this.#idleTimer.unref();
    this.#worker.unref();
  }

  busy(): void {
    clearTimeout(this.#idleTimer);
    this.#worker.ref();
  }

  end(): void {
    clearTimeout(this.#idleTimer);
    this.#usable = false;
    this.#broken("The server stops.");
    this.#worker.terminate();
  }

  /** Ends the thread when it does not answer in time. */
  #within<R>(
    ms: number,
    begin: (resolve: (answer: R) => void) => void,
    failed: (message: string, kind: "time" | "broken") => R,
  ): Promise<R> {
    if (!this.#usable) return Promise.resolve(failed("its thread has ended", "broken"));
    return new Promise<R>((resolve) => {
      const settle = (answer: R) => {
        clearTimeout(watchdog);
        this.#hear = () => {};
        this.#broken = () => {};
        resolve(answer);
      };
      const giveUp = (message: string, kind: "time" | "broken") => {
        this.#usable = false;
        this.#worker.terminate();
        settle(failed(message, kind));
      };
      const watchdog = setTimeout(() => {
        giveUp("The script took too long, did not let itself be stopped, and was ended.", "time");
      }, ms);
      this.#broken = (message) => giveUp(`The script broke its engine: ${message}`, "broken");
      begin(settle);
    });
  }

  #tell(message: ToThread): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
    if (this.#usable) this.#worker.postMessage(message);
  }
}

/** JSON of what a host function answered or threw; what nobody foresaw is told to nobody. */
async function answerCall(
  host: Readonly<Record<string, HostFunction>>,
  { name, given }: Extract<FromThread, { say: "call" }>,
  tooMany: boolean,
): Promise<string> {
  try {
    if (tooMany) throw new Failure("tooLarge", "The script asks for too much: too many calls.");
    const ask = Object.hasOwn(host, name) ? host[name] : undefined;
    if (!ask) throw new Failure("notFound", `${name} is not there in this kind of script.`);
    const answer = await ask(...(JSON.parse(given) as unknown[]));
    const text = JSON.stringify({ answer: answer ?? null });
    if (text.length <= limits.scriptAnswerCharacters) return text;
    throw new Failure(
      "tooLarge",
      `${name} answered ${text.length} characters, which is too much.`,
      {
        hint: "Ask for less: `perPage` and `fields` of records.list.",
      },
    );
  } catch (thrown) {
    return JSON.stringify({ failure: tellable(thrown) });
  }
}

function tellable(thrown: unknown): object {
  if (!(thrown instanceof Failure)) return { code: "internal", message: "Something went wrong." };
  const { code, message, hint, problems } = thrown;
  return { code, message: hint ? `${message} ${hint}` : message, problems };
}
