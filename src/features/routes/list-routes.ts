import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { withRunStates } from "../scripts/run-state.ts";
import { knownRoute, presentRoute } from "./route-output.ts";

export const listRoutes = operation({
  name: "routes.list",
  summary: "List custom routes and how each ran last; sources are for those who may write them.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(knownRoute) }),
  http: "GET /routes",
  tool: { name: "list_routes", title: "List routes" },
  command: { positional: [], example: "vaultbase routes list" },

  async run(context) {
    const { routes } = await context.services.scripts.current();
    const shown = routes.map((route) => presentRoute(context, route));
    return { items: await withRunStates(context, shown) };
  },
});
