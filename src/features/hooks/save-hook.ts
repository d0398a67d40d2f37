import { Type, type Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { scriptsOf } from "../scripts/live-scripts.ts";
import { findScript, putScript, scriptOutput } from "../scripts/save-script.ts";
import { trialOutput, tryScript } from "../scripts/try-script.ts";
import { draftHook, presentHook, type GivenHook } from "./hook-input.ts";
import { sampleHookEvent } from "./sample-hook-event.ts";

export const savedHook = Type.Object(
  { ...scriptOutput.properties, trial: trialOutput },
  { additionalProperties: Type.Unknown() },
);

/**
 * Reads the source, saves the hook, and tries it on the latest record without keeping anything.
 * `nameOrId` is null for a new one.
 */
export async function saveHook(
  context: Context,
  nameOrId: string | null,
  given: GivenHook,
): Promise<Static<typeof savedHook>> {
  if (given.source !== undefined) await context.services.scriptRunner.check(given.source);
  const hook = await context.storage.write(async (writer) => {
    const known = nameOrId === null ? [] : await scriptsOf(writer, "hook");
    const before = nameOrId === null ? null : findScript(known, nameOrId, "hook");
    const catalog = await context.services.catalogs.within(writer);
    const drafted = draftHook(context, catalog, given, before);
    await putScript(context, writer, drafted, before);
    return drafted;
  });
  const catalog = await context.services.catalogs.current();
  const trial = await tryScript(context, hook, await sampleHookEvent(context, catalog, hook));
  return { ...presentHook(context, catalog, hook), trial };
}
