import { IconFlag } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";
import { readFlagsSearch } from "./flags-search.ts";

export const flagsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/flags",
  validateSearch: readFlagsSearch,
  staticData: {
    nav: {
      section: "logic",
      title: pageTitles.flags,
      icon: IconFlag,
      keywords: ["feature", "rollout", "experiment", "openfeature", "targeting"],
    },
  },
  component: lazyRouteComponent(() => import("./list/flags-page.tsx"), "FlagsPage"),
});

export const flagRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/flags/$flag",
  component: lazyRouteComponent(() => import("./editor/flag-page.tsx"), "FlagPage"),
});

export const newFlagRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/new-flag",
  component: lazyRouteComponent(() => import("./editor/new-flag-page.tsx"), "NewFlagPage"),
});
