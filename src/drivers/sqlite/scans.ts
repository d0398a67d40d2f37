import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { Sql } from "../../kernel/sql.ts";
import { bindings, textOf } from "./statements.ts";
import { TaskThread } from "./task-thread.ts";

/**
 * Questions that look through all there is, one after another in a thread of their own: SQLite works
 * until it is done. The thread is there while there are questions, and a while longer.
 */
export class Scans {
  #thread: TaskThread | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(private readonly path: string) {}

  all<R extends object>({ parts, values }: Sql, gone?: AbortSignal): Promise<R[]> {
    const asked = { path: this.path, text: textOf(parts), values: bindings(values) };
    const answer = this.#last.then(async () => {
      if (gone?.aborted || this.#isClosed) throw notAsked();
      clearTimeout(this.#idleTimer);
      if (!this.#thread?.isUsable) this.#thread = new TaskThread();
      try {
        return (await this.#thread.perform("scan", asked)) as R[];
      } finally {
        this.#endWhenIdle();
      }
    });
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** Whoever still waits is refused. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#idleTimer);
    this.#thread?.end();
  }

  #endWhenIdle(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#thread?.end(), limits.scanIdleMs);
    this.#idleTimer.unref();
  }
}

function notAsked(): Failure {
  return new Failure("unavailable", "Nobody waits for the answer any more.", {
    hint: "Ask again.",
  });
}
