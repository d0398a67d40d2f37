import { findScript } from "../scripts/save-script.ts";
import type { RouteScript } from "../scripts/script.ts";
import type { ScriptCraft } from "../scripts/script-craft.ts";
import { readAnswer } from "./route-answer.ts";
import { draftRoute, type GivenRoute } from "./route-input.ts";
import { sampleRequest } from "./sample-request.ts";

export const routeCraft: ScriptCraft = {
  async draft(context, nameOrId, given: GivenRoute) {
    const { routes } = await context.services.scripts.current();
    const before = nameOrId === null ? null : findScript(routes, nameOrId, "route");
    return draftRoute(context, given, before, []);
  },
  sample: (context, route, sample) => sampleRequest(context, route as RouteScript, sample),
  effect: async (_, route, __, { value }) => ({ answer: readAnswer(route as RouteScript, value) }),
};
