import { Type, type Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { scriptsOf } from "../scripts/live-scripts.ts";
import { findScript, presentScript, putScript, scriptOutput } from "../scripts/save-script.ts";
import { trialOutput, tryScript } from "../scripts/try-script.ts";
import { jobCraft } from "./job-craft.ts";
import { draftJob, nextRuns, type GivenJob } from "./job-input.ts";

export const savedJob = Type.Object(
  {
    ...scriptOutput.properties,
    nextRuns: Type.Array(Type.String(), { description: "The next three times, UTC." }),
    trial: trialOutput,
  },
  { additionalProperties: Type.Unknown() },
);

/** Reads the source, saves the job, and tries it without keeping anything. `nameOrId` is null for a new one. */
export async function saveJob(
  context: Context,
  nameOrId: string | null,
  given: GivenJob,
): Promise<Static<typeof savedJob>> {
  if (given.source !== undefined) await context.services.scriptRunner.check(given.source);
  const job = await context.storage.write(async (writer) => {
    const known = nameOrId === null ? [] : await scriptsOf(writer, "job");
    const before = nameOrId === null ? null : findScript(known, nameOrId, "job");
    const drafted = draftJob(context, given, before);
    await putScript(context, writer, drafted, before);
    return drafted;
  });
  const trial = await tryScript(context, job, await jobCraft.sample(context, job, {}));
  return {
    ...presentScript(context, job),
    nextRuns: nextRuns(job.schedule, context.now()),
    trial,
  };
}
