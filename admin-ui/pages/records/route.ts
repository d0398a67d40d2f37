import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { countParam, type SearchParams } from "../../parts/search-params.ts";
import { rootRoute } from "../../root-route.tsx";

export interface RecordsSearch {
  readonly page?: number | undefined;
}

export const recordsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/records/$collection",
  validateSearch: (search: SearchParams): RecordsSearch => ({ page: countParam(search.page) }),
  component: lazyRouteComponent(() => import("./records-page.tsx"), "RecordsPage"),
});
