import { join } from "node:path";
import { Failure } from "../../../kernel/failure.ts";
import { limits } from "../../../kernel/limits.ts";
import { RawSqlError, type RawAnswer, type RawQuery } from "../../../kernel/raw-sql.ts";
import { endWord, rawSqlWord } from "./raw-sql-process.ts";
import type { RawJob, RawReply } from "./raw-sql-thread.ts";

/** Another process of this very program, which runs one query at a time. */
export class RawChild {
  readonly #process: Bun.Subprocess;
  #hear: ((reply: RawReply | null) => void) | undefined;
  #isEnded = false;

  constructor(private readonly path: string) {
    this.#process = Bun.spawn(ourselves(), {
      // It needs no secrets; Windows starts nothing without this. And stdout may be a protocol's.
      env: { SystemRoot: process.env.SystemRoot },
      stdio: ["ignore", "ignore", "inherit"],
      ipc: (reply: RawReply) => this.#hear?.(reply),
      onExit: () => this.#hear?.(null),
    });
    // Nobody has to wait for it to end.
    this.#process.unref();
  }

  get isAlive(): boolean {
    return !this.#isEnded && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** @throws RawSqlError, or Failure where it had to be ended. */
  async ask(asked: RawQuery, gone?: AbortSignal): Promise<RawAnswer> {
    if (gone?.aborted) throw stopped(asked);
    let isLate = false;
    const stop = () => {
      if (this.isAlive) this.#process.send(endWord);
    };
    const lateness = setTimeout(() => {
      isLate = true;
      stop();
    }, asked.timeMs);
    gone?.addEventListener("abort", stop);
    const hopelessness = setTimeout(() => this.end(), asked.timeMs + limits.sqlCommitMs);
    try {
      const reply = await new Promise<RawReply | null>((resolve) => {
        this.#hear = resolve;
        if (!this.isAlive) resolve(null);
        else this.#process.send({ path: this.path, asked } satisfies RawJob);
      });
      if (reply) return answerOf(reply);
      if (gone?.aborted) throw stopped(asked);
      throw isLate ? outOfTime(asked) : ended(asked);
    } finally {
      clearTimeout(lateness);
      clearTimeout(hopelessness);
      gone?.removeEventListener("abort", stop);
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
  const { message, code, kind, refused, position } = reply;
  throw new RawSqlError(message, code, kind, refused, position);
}

const busy = 5;

function outOfTime(asked: RawQuery): Failure {
  return new Failure(
    "tooLarge",
    `The query took longer than ${asked.timeMs / 1000} s and was ended.`,
    {
      hint: `${outcomeOf(asked)} Narrow it down with WHERE, or add an index; EXPLAIN QUERY PLAN shows what is read in full.`,
    },
  );
}

function stopped(asked: RawQuery): Failure {
  return new Failure("unavailable", "The query was stopped: nobody waits for its answer.", {
    hint: outcomeOf(asked),
  });
}

function ended(asked: RawQuery): Failure {
  return new Failure(
    "tooLarge",
    "The query was ended: it needed too much memory, or the server stops.",
    {
      hint: `${outcomeOf(asked)} Ask for fewer or shorter rows, or let the query count instead of collect.`,
    },
  );
}

/** Of several statements, those before may be committed each by itself. */
function outcomeOf({ reach, mode }: RawQuery): string {
  if (reach || mode === "read") return "Nothing was changed.";
  return "Look at the data: statements before may have changed it.";
}
