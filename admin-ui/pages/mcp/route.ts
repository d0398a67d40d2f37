import { IconRobot } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";
import { readMcpSearch } from "./mcp-search.ts";

export const mcpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/mcp",
  validateSearch: readMcpSearch,
  staticData: {
    nav: {
      section: "agents",
      title: pageTitles.mcp,
      icon: IconRobot,
      keywords: [
        "agents",
        "tokens",
        "connect",
        "clients",
        "activity",
        "tools",
        "prompts",
        "catalog",
        "playground",
        "claude",
        "cursor",
      ],
    },
  },
  component: lazyRouteComponent(() => import("./mcp-page.tsx"), "McpPage"),
});
