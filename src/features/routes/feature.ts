import type { Feature } from "../../kernel/feature.ts";
import { createRoute } from "./create-route.ts";
import { CustomRoutes } from "./custom-routes.ts";
import { deleteRoute } from "./delete-route.ts";
import { getRoute } from "./get-route.ts";
import { listRoutes } from "./list-routes.ts";
import { updateRoute } from "./update-route.ts";
import { routeCraft } from "./route-craft.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    readonly customRoutes: CustomRoutes;
  }
}

/** Requests below `/api/v1/custom` that admins' programs answer. */
export const routes = {
  name: "routes",
  operations: [listRoutes, getRoute, createRoute, updateRoute, deleteRoute],
  migrations: [],
  async start({ services }) {
    services.scriptCrafts.set("route", routeCraft);
    return { customRoutes: new CustomRoutes(services.scripts) };
  },
} satisfies Feature;
