import { IconLayoutDashboard } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";

export const dashboardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  staticData: {
    nav: { section: "overview", title: pageTitles.dashboard, icon: IconLayoutDashboard },
  },
  component: lazyRouteComponent(() => import("./dashboard-page.tsx"), "DashboardPage"),
});
