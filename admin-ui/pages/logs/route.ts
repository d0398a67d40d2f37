import { IconListSearch } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";
import { readLogsSearch } from "./logs-search.ts";

export const logsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/logs",
  validateSearch: readLogsSearch,
  staticData: {
    nav: {
      section: "overview",
      title: pageTitles.logs,
      icon: IconListSearch,
      keywords: ["requests", "errors", "traffic", "latency", "tail"],
    },
  },
  component: lazyRouteComponent(() => import("./logs-page.tsx"), "LogsPage"),
});
