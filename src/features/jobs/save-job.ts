import type { Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { refuseStale, type IfUpdated } from "../../kernel/if-updated.ts";
import { scriptsOf } from "../scripts/live-scripts.ts";
import { findScript, makesDifference, presentScript, putScript } from "../scripts/save-script.ts";
import { trySaved } from "../scripts/try-script.ts";
import { draftJob, nextRuns, type GivenJob } from "./job-input.ts";
import type { savedJob } from "./job-output.ts";

/**
 * Reads the source, saves the job, and tries what has changed of it without keeping anything.
 * `nameOrId` is null for a new one.
 */
export async function saveJob(
  context: Context,
  nameOrId: string | null,
  given: GivenJob,
  seen: IfUpdated = {},
): Promise<Static<typeof savedJob>> {
  if (given.source !== undefined) await context.services.scriptRunner.check(given.source);
  const job = await context.storage.write(async (writer) => {
    const known = nameOrId === null ? [] : await scriptsOf(writer, "job");
    const before = nameOrId === null ? null : findScript(known, nameOrId, "job");
    refuseStale(`job ${before?.name}`, before, seen);
    const drafted = draftJob(context, given, before);
    await putScript(context, writer, drafted, before);
    return drafted;
  });
  const shown = {
    ...presentScript(context, job),
    nextRuns: nextRuns(job.schedule, context.now()),
  };
  return makesDifference(given) ? { ...shown, trial: await trySaved(context, job) } : shown;
}
