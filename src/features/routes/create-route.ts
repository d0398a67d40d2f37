import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { nameInput, scriptInput } from "../scripts/save-script.ts";
import { routeInput } from "./route-input.ts";
import { savedRoute } from "./route-output.ts";
import { saveRoute } from "./save-route.ts";

export const createRoute = operation({
  name: "routes.create",
  summary: "Create a custom route: JavaScript that answers requests below /api/v1/custom.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  input: Type.Object(
    { name: nameInput, ...routeInput, ...scriptInput },
    { additionalProperties: false },
  ),
  output: savedRoute,
  http: "POST /routes",
  tool: {
    name: "create_route",
    title: "Create route",
    records: true,
    guidance:
      "event {params, query, headers, body, auth}; return {status, headers, body} or the body. The rest as in hooks.",
  },
  command: {
    positional: ["name"],
    example: `vaultbase routes create hello --method GET --path /hello/:who --access public --source 'return { hello: event.params.who }'`,
  },

  run: (context, input) => saveRoute(context, null, input),
});
