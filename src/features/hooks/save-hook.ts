import type { Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { refuseStale, type IfUpdated } from "../../kernel/if-updated.ts";
import { scriptsOf } from "../scripts/live-scripts.ts";
import { findScript, makesDifference, putScript } from "../scripts/save-script.ts";
import { trySaved } from "../scripts/try-script.ts";
import { draftHook, type GivenHook } from "./hook-input.ts";
import { presentHook, type savedHook } from "./hook-output.ts";

/**
 * Reads the source, saves the hook, and tries what has changed of it on the latest record without
 * keeping anything.
 * `nameOrId` is null for a new one.
 */
export async function saveHook(
  context: Context,
  nameOrId: string | null,
  given: GivenHook,
  seen: IfUpdated = {},
): Promise<Static<typeof savedHook>> {
  if (given.source !== undefined) await context.services.scriptRunner.check(given.source);
  const hook = await context.storage.write(async (writer) => {
    const known = nameOrId === null ? [] : await scriptsOf(writer, "hook");
    const before = nameOrId === null ? null : findScript(known, nameOrId, "hook");
    refuseStale(`hook ${before?.name}`, before, seen);
    const catalog = await context.services.catalogs.within(writer);
    const drafted = draftHook(context, catalog, given, before);
    await putScript(context, writer, drafted, before);
    return drafted;
  });
  const catalog = await context.services.catalogs.current();
  const shown = presentHook(context, catalog, hook);
  return makesDifference(given) ? { ...shown, trial: await trySaved(context, hook) } : shown;
}
