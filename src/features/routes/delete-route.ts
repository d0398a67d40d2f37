import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { scriptsOf } from "../scripts/live-scripts.ts";
import { dropScript, existingInput, findScript } from "../scripts/save-script.ts";

export const deleteRoute = operation({
  name: "routes.delete",
  summary: "Delete a custom route.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  reach: "everything",
  input: Type.Object({ route: existingInput }, { additionalProperties: false }),
  output: Type.Object({}),
  http: "DELETE /routes/:route",
  tool: { name: "delete_route", title: "Delete route" },
  command: { positional: ["route"], example: "vaultbase routes delete hello" },

  run: (context, input) =>
    context.storage.write(async (writer) => {
      const route = findScript(await scriptsOf(writer, "route"), input.route, "route");
      await dropScript(context, writer, route);
      return {};
    }),
});
