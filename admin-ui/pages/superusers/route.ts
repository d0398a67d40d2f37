import { IconShieldLock } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";

export const superusersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/superusers",
  staticData: {
    nav: {
      section: "system",
      title: pageTitles.superusers,
      icon: IconShieldLock,
      keywords: ["admins", "password", "accounts"],
    },
  },
  component: lazyRouteComponent(() => import("./superusers-page.tsx"), "SuperusersPage"),
});
