import { IconListSearch } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../root-route.tsx";
import { readLogsSearch } from "./logs-search.ts";
import { logsText } from "./strings.ts";

export const logsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/logs",
  validateSearch: readLogsSearch,
  staticData: {
    nav: {
      section: "overview",
      title: logsText.title,
      icon: IconListSearch,
      keywords: ["requests", "errors", "traffic", "latency", "tail"],
    },
  },
  component: lazyRouteComponent(() => import("./logs-page.tsx"), "LogsPage"),
});
