import { Type, type Static } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import type { Context } from "../../kernel/context.ts";
import { runStateOutput } from "../scripts/run-state.ts";
import { presentScript } from "../scripts/save-script.ts";
import { routeMethods, type RouteScript } from "../scripts/script.ts";
import { scriptOutput } from "../scripts/script-output.ts";
import { trialOutput } from "../scripts/try-script.ts";
import { routeAccess } from "./route-input.ts";

const routeOutput = {
  ...scriptOutput,
  kind: Type.Literal("route"),
  method: choice(routeMethods, "The request's."),
  path: Type.String(),
  url: Type.String({ description: "The whole path, as it is called." }),
  access: choice(routeAccess, "Who may call it."),
  credentials: Type.Boolean(),
};

/** As lists have it. */
export const knownRoute = Type.Object({ ...routeOutput, ...runStateOutput });

export const savedRoute = Type.Object({ ...routeOutput, trial: Type.Optional(trialOutput) });

export function presentRoute(
  context: Context,
  route: RouteScript,
): Static<ReturnType<typeof Type.Object<typeof routeOutput>>> {
  return { ...presentScript(context, route), url: urlOf(route.path) };
}

export function urlOf(path: string): string {
  return `/api/v1/custom${path}`;
}
