import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { presentScript, scriptOutput } from "../scripts/save-script.ts";
import { urlOf } from "./save-route.ts";

export const listRoutes = operation({
  name: "routes.list",
  summary: "List custom routes; their sources are for those who may write them.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(scriptOutput) }),
  http: "GET /routes",
  tool: { name: "list_routes", title: "List routes" },
  command: { positional: [], example: "vaultbase routes list" },

  async run(context) {
    const { routes } = await context.services.scripts.current();
    return {
      items: routes.map((route) => ({ ...presentScript(context, route), url: urlOf(route.path) })),
    };
  },
});
