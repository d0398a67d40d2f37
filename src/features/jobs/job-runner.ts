import type { Context } from "../../kernel/context.ts";
import type { Cron } from "../../kernel/cron.ts";
import { Failure } from "../../kernel/failure.ts";
import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import type { ProgramEnd } from "../../kernel/sandbox.ts";
import { scriptHost } from "../scripts/script-host.ts";
import { describe } from "../scripts/script-runner.ts";
import { directRecords } from "../scripts/script-records.ts";
import { contextOf, type JobScript } from "../scripts/script.ts";
import { giveJobBack, renewJob, takeJob } from "./job-lease.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    readonly jobs: JobRunner;
  }
}

/** Runs jobs: one run of each at a time, among all processes on the data directory. */
export class JobRunner {
  readonly #running = new Set<Promise<unknown>>();

  constructor(
    private readonly world: Pick<World, "storage" | "services" | "now" | "randomId" | "report">,
  ) {}

  /** What the clock starts. */
  async crons(): Promise<Cron[]> {
    const { jobs } = await this.world.services.scripts.current();
    return jobs
      .filter(({ enabled }) => enabled)
      .map((job) => ({
        id: `job:${job.name}`,
        summary: job.help || `Runs the job ${job.name}.`,
        expression: job.schedule,
        run: (context) => this.#runBySchedule(context, job),
      }));
  }

  /**
   * Resolves when it has ended. @throws Failure `conflict` where it is running already, and
   * `unavailable` where it is suspended.
   */
  async run(context: Context, job: JobScript, cause: "schedule" | "manual"): Promise<ProgramEnd> {
    const { storage, now, randomId } = this.world;
    const owner = randomId(15);
    const startedAt = now();
    if (!(await takeJob(storage, job.id, owner, startedAt))) {
      throw new Failure("conflict", `The job ${job.name} is running already.`, {
        hint: "jobs list tells since when; scripts runs tells how it ends.",
      });
    }
    const renewing = setInterval(() => void this.#renew(job, owner), limits.jobLeaseMs / 3);
    const running = this.#work(context, job, cause, startedAt).finally(() => {
      clearInterval(renewing);
      return giveJobBack(storage, job.id, owner);
    });
    const watched = running.catch(() => null).finally(() => this.#running.delete(watched));
    this.#running.add(watched);
    return running;
  }

  /** Waits a while for what is going on. */
  async stop(): Promise<void> {
    if (this.#running.size === 0) return;
    await Promise.race([Promise.all(this.#running), Bun.sleep(limits.stopWaitMs)]);
  }

  async #renew(job: JobScript, owner: string): Promise<void> {
    try {
      await renewJob(this.world.storage, job.id, owner, this.world.now());
    } catch (thrown) {
      this.world.report(thrown, `job ${job.name}`);
    }
  }

  async #runBySchedule(context: Context, job: JobScript): Promise<void> {
    const end = await this.run(context, job, "schedule");
    if (!end.ok) throw new Failure("unavailable", `The job failed: ${describe(end.thrown)}`);
  }

  #work(
    context: Context,
    job: JobScript,
    cause: "schedule" | "manual",
    startedAt: Date,
  ): Promise<ProgramEnd> {
    const inside = contextOf(context, job);
    return context.services.scriptRunner.run(inside, job, {
      lane: "job",
      cause,
      event: { name: job.name, cause, schedule: job.schedule, at: startedAt.toISOString() },
      host: scriptHost(inside, job, directRecords(inside)),
    });
  }
}
