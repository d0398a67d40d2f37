import { IconHistory } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";
import { readAuditSearch } from "./audit-search.ts";

export const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/audit",
  validateSearch: readAuditSearch,
  staticData: {
    nav: {
      section: "overview",
      title: pageTitles.audit,
      icon: IconHistory,
      keywords: ["who", "changes", "history", "undo", "calls"],
    },
  },
  component: lazyRouteComponent(() => import("./audit-page.tsx"), "AuditPage"),
});
