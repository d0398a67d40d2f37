import type { Feature } from "../../kernel/feature.ts";
import { createJob } from "./create-job.ts";
import { deleteJob } from "./delete-job.ts";
import { createLeasesTable } from "./job-lease.ts";
import { JobRunner } from "./job-runner.ts";
import { getJob } from "./get-job.ts";
import { listJobs } from "./list-jobs.ts";
import { previewSchedule } from "./preview-schedule.ts";
import { runJob } from "./run-job.ts";
import { updateJob } from "./update-job.ts";
import { jobCraft } from "./job-craft.ts";

/** Programs that admins wrote and the clock starts. */
export const jobs = {
  name: "jobs",
  operations: [listJobs, getJob, createJob, updateJob, deleteJob, runJob, previewSchedule],
  migrations: [{ id: "jobs-1-leases", run: (writer) => writer.change([createLeasesTable]) }],
  async start(world) {
    world.services.scriptCrafts.set("job", jobCraft);
    const runner = new JobRunner(world);
    world.services.crons.follow(() => runner.crons());
    world.onStop(() => runner.stop());
    return { jobs: runner };
  },
} satisfies Feature;
