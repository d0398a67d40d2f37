import type { Database } from "bun:sqlite";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { isBusy, translate } from "./sqlite-failure.ts";

interface Job {
  run(): Promise<unknown>;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

type Outcome = { readonly job: Job } & ({ readonly value: unknown } | { readonly error: unknown });

/**
 * Group commit: the works that wait at the moment share one transaction and one fsync, each in a
 * savepoint of its own, so that one's failure is its own. A promise resolves after the COMMIT.
 */
export class WriteQueue {
  readonly #waiting: Job[] = [];
  readonly #between: (() => Promise<void>)[] = [];
  #draining: Promise<void> | undefined;
  #expire: (() => void) | undefined;

  constructor(
    private readonly database: Database,
    /** Called after each COMMIT, before anybody hears of it. */
    private readonly onCommit: () => void,
  ) {}

  run<R>(work: () => Promise<R>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      this.#waiting.push({ run: work, resolve: resolve as Job["resolve"], reject });
      this.#draining ??= this.#drain();
    });
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** For what cannot be part of a transaction: runs where one has ended and none has begun. */
  between<R>(work: () => R | Promise<R>): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#between.push(async () => {
        try {
          resolve(await work());
        } catch (thrown) {
          reject(translate(thrown));
        }
      });
      this.#draining ??= this.#drain();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  async #drain(): Promise<void> {
    // Requests that arrived together get the chance to join before the transaction starts.
    await new Promise<void>((resolve) => setImmediate(resolve));
    try {
      while (this.#waiting.length + this.#between.length > 0) {
        for (const work of this.#between.splice(0)) await work();
        if (this.#waiting.length > 0) await this.#turn();
      }
    } finally {
      this.#draining = undefined;
    }
  }

  async #turn(): Promise<void> {
    try {
      await this.#begin();
    } catch (thrown) {
      const failure = translate(thrown);
      for (const job of this.#waiting.splice(0)) job.reject(failure);
      return;
    }
    const outcomes: Outcome[] = [];
    const watch = setTimeout(() => this.#expire?.(), limits.writeWorkMs);
    while (this.#waiting.length > 0 && outcomes.length < limits.writesPerCommit) {
      outcomes.push(await this.#runOne(this.#waiting.shift()!));
    }
    clearTimeout(watch);
    this.#settle(outcomes, this.#commit());
  }

  /** Waits for other processes without blocking this one's event loop. */
  async #begin(): Promise<void> {
    const deadline = performance.now() + limits.writeLockMs;
    for (;;) {
      try {
        this.database.run("BEGIN IMMEDIATE");
        return;
      } catch (thrown) {
        if (!isBusy(thrown) || performance.now() > deadline) throw thrown;
      }
      await Bun.sleep(0.5 + Math.random() * 4);
    }
  }

  async #runOne(job: Job): Promise<Outcome> {
    try {
      this.database.run("SAVEPOINT work");
      const value = await Promise.race([job.run(), this.#expiry()]);
      this.database.run("RELEASE work");
      return { job, value };
    } catch (thrown) {
      // A full disk rolls the whole transaction back by itself; the commit will tell the others.
      if (this.database.inTransaction) this.database.run("ROLLBACK TO work; RELEASE work");
      return { job, error: translate(thrown) };
    }
  }

  #expiry(): Promise<never> {
    return new Promise((_, reject) => {
      this.#expire = () =>
        reject(
          new Failure("internal", "A write took too long and was undone.", {
            hint: "Inside a write, wait for nothing but the writer.",
          }),
        );
    });
  }

  /** What went wrong, or undefined when everything is durable. */
  #commit(): { readonly error: unknown } | undefined {
    try {
      if (!this.database.inTransaction) {
        throw new Failure("unavailable", "The write was undone by the database.", {
          hint: "The disk may be full or failing: check it and try again.",
        });
      }
      this.database.run("COMMIT");
      this.onCommit();
      return undefined;
    } catch (thrown) {
      if (this.database.inTransaction) this.database.run("ROLLBACK");
      return { error: translate(thrown) };
    }
  }

  #settle(outcomes: readonly Outcome[], failed: { readonly error: unknown } | undefined): void {
    for (const outcome of outcomes) {
      if ("error" in outcome) outcome.job.reject(outcome.error);
      else if (failed) outcome.job.reject(failed.error);
      else outcome.job.resolve(outcome.value);
    }
  }
}
