import type { Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { refuseStale, type IfUpdated } from "../../kernel/if-updated.ts";
import { scriptsOf } from "../scripts/live-scripts.ts";
import { findScript, makesDifference, putScript } from "../scripts/save-script.ts";
import { trySaved } from "../scripts/try-script.ts";
import { draftRoute, type GivenRoute } from "./route-input.ts";
import { presentRoute, type savedRoute } from "./route-output.ts";

/**
 * Reads the source, saves the route, and tries what has changed of it on a made-up request without
 * keeping anything.
 * `nameOrId` is null for a new one.
 */
export async function saveRoute(
  context: Context,
  nameOrId: string | null,
  given: GivenRoute,
  seen: IfUpdated = {},
): Promise<Static<typeof savedRoute>> {
  if (given.source !== undefined) await context.services.scriptRunner.check(given.source);
  const route = await context.storage.write(async (writer) => {
    const known = await scriptsOf(writer, "route");
    const before = nameOrId === null ? null : findScript(known, nameOrId, "route");
    refuseStale(`route ${before?.name}`, before, seen);
    const drafted = draftRoute(context, given, before, known);
    await putScript(context, writer, drafted, before);
    return drafted;
  });
  const shown = presentRoute(context, route);
  return makesDifference(given) ? { ...shown, trial: await trySaved(context, route) } : shown;
}
