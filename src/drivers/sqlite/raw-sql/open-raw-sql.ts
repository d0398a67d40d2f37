import { Failure } from "../../../kernel/failure.ts";
import { limits } from "../../../kernel/limits.ts";
import {
  RawSqlError,
  type RawAnswer,
  type RawQuery,
  type RawSql,
} from "../../../kernel/raw-sql.ts";
import type { Storage } from "../../../kernel/storage.ts";
import { beginsWriting } from "./begins-writing.ts";
import { RawChild } from "./raw-child.ts";

/** Raw SQL on the file that `storage` has open; `close` ends whatever runs. */
export function openRawSql(path: string, storage: Storage): RawSql & { close(): void } {
  return new RawSqlPool(path, storage);
}

/**
 * A process for each query that runs, up to a few; they wait a while for others. What writes runs there
 * too, while this process's writer stands aside: within that nothing could end a statement.
 */
class RawSqlPool implements RawSql {
  readonly #all = new Set<RawChild>();
  readonly #idle: RawChild[] = [];
  readonly #waiting: (() => void)[] = [];
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  #running = 0;
  #isClosed = false;

  constructor(
    private readonly path: string,
    private readonly storage: Storage,
  ) {}

  async run(
    asked: RawQuery,
    beforeWriting: () => Promise<void>,
    gone?: AbortSignal,
  ): Promise<RawAnswer> {
    if (asked.mode === "any" && !beginsWriting(asked.query)) {
      try {
        return await this.#run({ ...asked, mode: "read" }, gone);
      } catch (thrown) {
        if (!(thrown instanceof RawSqlError) || thrown.code !== readOnly) throw thrown;
      }
    }
    const mode = asked.mode === "any" ? "write" : asked.mode;
    if (mode === "write") await beforeWriting();
    return this.#run({ ...asked, mode }, gone);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#idleTimer);
    for (const child of this.#all) child.end();
  }

  async #run(asked: RawQuery, gone: AbortSignal | undefined): Promise<RawAnswer> {
    await this.#turn();
    try {
      const child = this.#take();
      try {
        if (asked.mode === "read") return await child.ask(asked, gone);
        return await this.storage.writeElsewhere(() => child.ask(asked, gone));
      } finally {
        this.#give(child);
      }
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#waiting.length >= limits.sqlWaiting) throw tooMany();
    if (this.#running >= limits.sqlProcesses) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running++;
  }

  #take(): RawChild {
    if (this.#isClosed) throw stopping();
    clearTimeout(this.#idleTimer);
    for (let idle; (idle = this.#idle.pop()); this.#end(idle)) if (idle.isAlive) return idle;
    const child = new RawChild(this.path);
    this.#all.add(child);
    return child;
  }

  #give(child: RawChild): void {
    if (!child.isAlive || this.#isClosed) return this.#end(child);
    this.#idle.push(child);
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => {
      for (const idle of this.#idle.splice(0)) this.#end(idle);
    }, limits.sqlIdleMs);
    this.#idleTimer.unref();
  }

  #end(child: RawChild): void {
    this.#all.delete(child);
    child.end();
  }
}

function stopping(): Failure {
  return new Failure("unavailable", "The server stops.", { hint: "Ask again when it is back." });
}

/** Attempt to write a readonly database. */
const readOnly = 8;

function tooMany(): Failure {
  return new Failure("unavailable", "Too many queries wait already.", {
    hint: "Try again in a moment.",
    retryAfterSeconds: 1,
  });
}
