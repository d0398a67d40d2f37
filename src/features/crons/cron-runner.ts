import { expressionOf, type Cron } from "../../kernel/cron.ts";
import type { World } from "../../kernel/feature.ts";
import { asFailure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { openTrace } from "../../kernel/trace.ts";
import { isDue } from "../../lib/cron-expression.ts";
import { claimTick, noteRun } from "./cron-row.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    readonly crons: CronRunner;
  }
}

type RunnerWorld = Pick<World, "crons" | "storage" | "now" | "insideContext" | "report">;

/**
 * Looks at the clock once a minute and runs what is due. Minutes that passed while the machine slept
 * are not made up for, and a run that still goes on is not joined by a second one.
 */
export class CronRunner {
  readonly #running = new Map<string, Promise<void>>();
  readonly #followed: (() => Promise<readonly Cron[]>)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly world: RunnerWorld) {}

  /** The product's own, and those that others have at the moment. */
  async crons(): Promise<readonly Cron[]> {
    const followed = await Promise.all(this.#followed.map((source) => source()));
    return [...this.world.crons, ...followed.flat()];
  }

  /** Also runs what `source` answers, asked anew every minute. */
  follow(source: () => Promise<readonly Cron[]>): void {
    this.#followed.push(source);
  }

  /** From the next full minute on, until `stop`. */
  start(): void {
    const now = this.world.now().getTime();
    this.#timer = setTimeout(
      () => {
        this.start();
        // A timer may be early: what it means is the nearest minute.
        this.tick(new Date(Math.round(this.world.now().getTime() / minuteMs) * minuteMs)).catch(
          (thrown: unknown) => this.world.report(thrown, "crons"),
        );
      },
      (Math.floor(now / minuteMs) + 1) * minuteMs - now,
    );
  }

  /** Takes up nothing more, and waits a while for what is going on. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#running.size === 0) return;
    const ended = Promise.allSettled(this.#running.values());
    await Promise.race([ended, Bun.sleep(limits.stopWaitMs)]);
  }

  /** Runs what is due in this minute, where no other process has taken it; resolves when it is done. */
  async tick(minute: Date): Promise<void> {
    const crons = await this.crons();
    await Promise.all(crons.map((cron) => this.#runIfDue(cron, minute)));
  }

  /** Runs it now, or waits for the run that is going on. @throws whatever the work throws. */
  run(cron: Cron): Promise<void> {
    const running = this.#running.get(cron.id) ?? this.#work(cron);
    this.#running.set(cron.id, running);
    return running;
  }

  async #runIfDue(cron: Cron, minute: Date): Promise<void> {
    try {
      const expression = await expressionOf(cron, this.world.insideContext());
      if (expression === "" || !isDue(expression, minute) || this.#running.has(cron.id)) return;
      if (await claimTick(this.world.storage, cron.id, minute)) await this.run(cron);
    } catch (thrown) {
      this.world.report(thrown, `cron ${cron.id}`);
    }
  }

  async #work(cron: Cron): Promise<void> {
    const startedAt = this.world.now();
    const trace = openTrace(this.world.insideContext(`cron:${cron.id}`), `crons.${cron.id}`, {});
    try {
      await cron.run(trace.context);
      trace.end("ok");
      await this.#note(cron, startedAt, "");
    } catch (thrown) {
      const { code, message } = asFailure(thrown);
      trace.end(code);
      await this.#note(cron, startedAt, message);
      throw thrown;
    } finally {
      this.#running.delete(cron.id);
    }
  }

  /** That it cannot be written down is no reason for the work to fail. */
  async #note(cron: Cron, startedAt: Date, error: string): Promise<void> {
    try {
      await noteRun(this.world.storage, cron.id, startedAt, error);
    } catch (thrown) {
      this.world.report(thrown, `cron ${cron.id}`);
    }
  }
}

const minuteMs = 60_000;
