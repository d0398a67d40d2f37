import { Type, type Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { runStateOutput, withRunStates } from "../scripts/run-state.ts";
import { presentScript } from "../scripts/save-script.ts";
import type { JobScript } from "../scripts/script.ts";
import { scriptOutput } from "../scripts/script-output.ts";
import { trialOutput } from "../scripts/try-script.ts";
import { nextRuns } from "./job-input.ts";
import { runningJobs } from "./job-lease.ts";

const jobOutput = {
  ...scriptOutput,
  kind: Type.Literal("job"),
  schedule: Type.String(),
  nextRuns: Type.Array(Type.String(), { description: "The next three times, UTC." }),
};

/** As lists have it. */
export const knownJob = Type.Object({
  ...jobOutput,
  ...runStateOutput,
  runningSince: Type.String({ description: 'ISO 8601, UTC; "" while it does not run.' }),
});

export const savedJob = Type.Object({ ...jobOutput, trial: Type.Optional(trialOutput) });

export async function presentJobs(
  context: Context,
  jobs: readonly JobScript[],
): Promise<Static<typeof knownJob>[]> {
  const now = context.now();
  const running = await runningJobs(context.storage, now);
  const known = await withRunStates(context, jobs);
  return known.map((job) => ({
    ...presentScript(context, job),
    nextRuns: job.enabled ? nextRuns(job.schedule, now) : [],
    runningSince: running.get(job.id)?.since ?? "",
  }));
}
