import { blankDraft, draftOf, type Draft } from "../scripts/editor/use-script-draft.ts";

export interface JobDraft extends Draft {
  readonly schedule: string;
}

export function jobDraftOf(job: JobDraft): JobDraft {
  return { ...draftOf(job), schedule: job.schedule };
}

export const blankJob: JobDraft = { ...blankDraft, schedule: "0 3 * * *" };
