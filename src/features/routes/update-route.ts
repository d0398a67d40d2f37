import { Type } from "@sinclair/typebox";
import { ifUpdatedInput } from "../../kernel/if-updated.ts";
import { operation } from "../../kernel/operation.ts";
import { existingInput, nameInput, scriptInput } from "../scripts/save-script.ts";
import { routeInput } from "./route-input.ts";
import { savedRoute } from "./route-output.ts";
import { saveRoute } from "./save-route.ts";

/** What is left out stays as it is. */
export const updateRoute = operation({
  name: "routes.update",
  summary: "Change a custom route.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  input: Type.Object(
    {
      route: existingInput,
      ...Type.Partial(Type.Object({ name: nameInput, ...routeInput, ...scriptInput })).properties,
      ...ifUpdatedInput,
    },
    { additionalProperties: false },
  ),
  output: savedRoute,
  http: "PATCH /routes/:route",
  tool: { name: "update_route", title: "Update route", records: true },
  command: {
    positional: ["route"],
    example: "vaultbase routes update hello --access authenticated",
  },

  run: (context, { route, if_updated, ...given }) =>
    saveRoute(context, route, given, { if_updated }),
});
