import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../root-route.tsx";
import { readRecordsSearch } from "./records-search.ts";

export const recordsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/records/$collection",
  validateSearch: readRecordsSearch,
  component: lazyRouteComponent(() => import("./records-page.tsx"), "RecordsPage"),
});
