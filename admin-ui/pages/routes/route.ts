import { IconRoute } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { textParam, type SearchParams } from "../../parts/search-params.ts";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";
import { readListSearch, readScriptSearch, type ScriptSearch } from "../scripts/script-search.ts";

export const customRoutesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/routes",
  validateSearch: readListSearch,
  staticData: {
    nav: {
      section: "logic",
      title: pageTitles.routes,
      icon: IconRoute,
      keywords: ["scripts", "functions", "endpoints", "api", "custom"],
    },
  },
  component: lazyRouteComponent(() => import("./routes-page.tsx"), "RoutesPage"),
});

export const customRouteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/routes/$script",
  validateSearch: readScriptSearch,
  component: lazyRouteComponent(() => import("./route-page.tsx"), "RoutePage"),
});

interface NewRouteSearch extends ScriptSearch {
  /** The route that it begins as a copy of. */
  readonly from?: string | undefined;
}

export const newCustomRouteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/new-route",
  validateSearch: (search: SearchParams): NewRouteSearch => ({
    ...readScriptSearch(search),
    from: textParam(search.from),
  }),
  component: lazyRouteComponent(() => import("./new-route-page.tsx"), "NewRoutePage"),
});
