import { join } from "node:path";
import { Failure } from "../../../kernel/failure.ts";
import { RawSqlError, type RawAnswer, type RawQuery } from "../../../kernel/raw-sql.ts";
import { rawSqlWord } from "./raw-sql-process.ts";
import type { RawJob, RawReply } from "./raw-sql-thread.ts";

/** Another process of this very program, which runs one query at a time. */
export class RawChild {
  readonly #process: Bun.Subprocess;
  #hear: ((reply: RawReply) => void) | undefined;
  #isEnded = false;

  constructor(private readonly path: string) {
    this.#process = Bun.spawn(ourselves(), {
      // It needs no secrets, and should it print anything, stdout may be a protocol's.
      env: {},
      stdio: ["ignore", "ignore", "inherit"],
      ipc: (reply: RawReply) => this.#hear?.(reply),
    });
    // Nobody has to wait for it to end.
    this.#process.unref();
  }

  get isAlive(): boolean {
    return !this.#isEnded && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** @throws RawSqlError, or Failure where it had to be ended. */
  async ask(asked: RawQuery): Promise<RawAnswer> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const reply = await new Promise<RawReply>((resolve, reject) => {
        this.#hear = resolve;
        timer = setTimeout(() => {
          this.end();
          reject(outOfTime(asked.timeMs));
        }, asked.timeMs);
        void this.#process.exited.then(() => reject(ended()));
        this.#process.send({ path: this.path, asked } satisfies RawJob);
      });
      return answerOf(reply);
    } finally {
      clearTimeout(timer);
      this.#hear = undefined;
    }
  }

  end(): void {
    this.#isEnded = true;
    this.#process.kill("SIGKILL");
  }
}

function ourselves(): string[] {
  if (Bun.isStandaloneExecutable) return [process.execPath, rawSqlWord];
  return [process.execPath, join(import.meta.dir, "..", "..", "..", "main.ts"), rawSqlWord];
}

function answerOf(reply: RawReply): RawAnswer {
  if ("answer" in reply) return reply.answer;
  if ("fault" in reply) throw new Error(`A query failed unforeseen: ${reply.fault}`);
  if (reply.code === busy) {
    throw new Failure("unavailable", "The data cannot be reached right now.", {
      hint: "Another process keeps the data locked; try again.",
    });
  }
  throw new RawSqlError(reply.message, reply.code, reply.kind, reply.refused);
}

const busy = 5;

function outOfTime(timeMs: number): Failure {
  return new Failure("tooLarge", `The query took longer than ${timeMs / 1000} s and was ended.`, {
    hint: "Nothing was changed. Narrow it down with WHERE, or add an index; EXPLAIN QUERY PLAN shows what is read in full.",
  });
}

function ended(): Failure {
  return new Failure("tooLarge", "The query needed too much memory and was ended.", {
    hint: "Nothing was changed. Ask for fewer or shorter rows, or let the query count instead of collect.",
  });
}
