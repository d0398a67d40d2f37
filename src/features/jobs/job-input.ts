import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { checkCronExpression, CronSyntaxError, nextTime } from "../../lib/cron-expression.ts";
import { draftBase, scriptInput, type GivenScript } from "../scripts/save-script.ts";
import type { JobScript } from "../scripts/script.ts";

const { as: _, ...shared } = scriptInput;

/** Nobody makes a job run whose rights it could have: it has all that scripts have. */
export const jobInput = {
  ...shared,
  schedule: Type.String({
    maxLength: 100,
    description: "Minute, hour, day, month, weekday in UTC, such as 0 3 * * *; or @hourly.",
  }),
};

export interface GivenJob extends GivenScript {
  readonly schedule?: string;
}

/** The job as it will be. @throws Failure `invalid` for a schedule that is none. */
export function draftJob(context: Context, given: GivenJob, before: JobScript | null): JobScript {
  const schedule = given.schedule ?? before?.schedule ?? "";
  checkSchedule(schedule);
  const base = draftBase(context, given, before, { kind: "job" });
  return { kind: "job", ...base, as: "superuser", schedule };
}

/** @throws Failure `invalid` for a schedule that is none. */
export function checkSchedule(schedule: string): void {
  try {
    checkCronExpression(schedule);
  } catch (thrown) {
    if (!(thrown instanceof CronSyntaxError)) throw thrown;
    throw new Failure("invalid", `${JSON.stringify(schedule)} is no schedule: ${thrown.message}.`, {
      hint: "Five fields, in UTC: minute, hour, day, month, weekday. 0 3 * * 1 is Mondays at three.",
      problems: { schedule: { code: "validation_invalid_value", message: thrown.message } },
    });
  }
}

/** The next few times, ISO 8601, UTC. */
export function nextRuns(schedule: string, after: Date, count = 3): string[] {
  const times: string[] = [];
  for (let from: Date | null = after; times.length < count;) {
    from = nextTime(schedule, from);
    if (!from) break;
    times.push(from.toISOString());
  }
  return times;
}
