import { findScript } from "../scripts/save-script.ts";
import type { JobScript } from "../scripts/script.ts";
import type { ScriptCraft } from "../scripts/script-craft.ts";
import { draftJob, type GivenJob } from "./job-input.ts";

export const jobCraft: ScriptCraft = {
  async draft(context, nameOrId, given: GivenJob) {
    const { jobs } = await context.services.scripts.current();
    const before = nameOrId === null ? null : findScript(jobs, nameOrId, "job");
    return draftJob(context, { schedule: before?.schedule ?? "@daily", ...given }, before);
  },
  async sample({ now }, job, sample) {
    const { schedule } = job as JobScript;
    return { name: job.name, cause: "trial", schedule, at: now().toISOString(), ...sample };
  },
};
