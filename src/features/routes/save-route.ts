import { Type, type Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { scriptsOf } from "../scripts/live-scripts.ts";
import { findScript, presentScript, putScript, scriptOutput } from "../scripts/save-script.ts";
import { trialOutput, tryScript } from "../scripts/try-script.ts";
import { draftRoute, type GivenRoute } from "./route-input.ts";
import { sampleRequest } from "./sample-request.ts";

export const savedRoute = Type.Object(
  { ...scriptOutput.properties, url: Type.String(), trial: trialOutput },
  { additionalProperties: Type.Unknown() },
);

/**
 * Reads the source, saves the route, and tries it on a made-up request without keeping anything.
 * `nameOrId` is null for a new one.
 */
export async function saveRoute(
  context: Context,
  nameOrId: string | null,
  given: GivenRoute,
): Promise<Static<typeof savedRoute>> {
  if (given.source !== undefined) await context.services.scriptRunner.check(given.source);
  const route = await context.storage.write(async (writer) => {
    const known = await scriptsOf(writer, "route");
    const before = nameOrId === null ? null : findScript(known, nameOrId, "route");
    const drafted = draftRoute(context, given, before, known);
    await putScript(context, writer, drafted, before);
    return drafted;
  });
  const trial = await tryScript(context, route, await sampleRequest(context, route));
  return { ...presentScript(context, route), url: urlOf(route.path), trial };
}

export function urlOf(path: string): string {
  return `/api/v1/custom${path}`;
}
