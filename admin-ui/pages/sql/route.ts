import { IconTerminal2 } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";
import { readSqlSearch } from "./sql-search.ts";

export const sqlRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sql",
  validateSearch: readSqlSearch,
  staticData: {
    nav: {
      section: "data",
      title: pageTitles.sql,
      icon: IconTerminal2,
      keywords: ["query", "console", "select", "database", "explain"],
    },
  },
  component: lazyRouteComponent(() => import("./sql-page.tsx"), "SqlPage"),
});
