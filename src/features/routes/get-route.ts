import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { withRunStates } from "../scripts/run-state.ts";
import { existingInput, findScript } from "../scripts/save-script.ts";
import { knownRoute, presentRoute } from "./route-output.ts";

export const getRoute = operation({
  name: "routes.get",
  summary: "Show a custom route and how it ran last.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object({ route: existingInput }, { additionalProperties: false }),
  output: knownRoute,
  http: "GET /routes/:route",
  command: { positional: ["route"], example: "vaultbase routes get hello" },

  async run(context, input) {
    const { routes } = await context.services.scripts.current();
    const route = findScript(routes, input.route, "route");
    const [known] = await withRunStates(context, [presentRoute(context, route)]);
    return known!;
  },
});
