import { IconWebhook } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { textParam, type SearchParams } from "../../parts/search-params.ts";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";
import {
  readListSearch,
  readScriptSearch,
  type ListSearch,
  type ScriptSearch,
} from "../scripts/script-search.ts";

interface HooksSearch extends ListSearch {
  readonly collection?: string | undefined;
}

export const hooksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/hooks",
  validateSearch: (search: SearchParams): HooksSearch => ({
    ...readListSearch(search),
    collection: textParam(search.collection),
  }),
  staticData: {
    nav: {
      section: "logic",
      title: pageTitles.hooks,
      icon: IconWebhook,
      keywords: ["scripts", "functions", "triggers", "javascript", "validation"],
    },
  },
  component: lazyRouteComponent(() => import("./hooks-page.tsx"), "HooksPage"),
});

export const hookRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/hooks/$script",
  validateSearch: readScriptSearch,
  component: lazyRouteComponent(() => import("./hook-page.tsx"), "HookPage"),
});

interface NewHookSearch extends ScriptSearch {
  readonly collection?: string | undefined;
  readonly event?: string | undefined;
  /** The hook that it begins as a copy of. */
  readonly from?: string | undefined;
}

export const newHookRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/new-hook",
  validateSearch: (search: SearchParams): NewHookSearch => ({
    ...readScriptSearch(search),
    collection: textParam(search.collection),
    event: textParam(search.event),
    from: textParam(search.from),
  }),
  component: lazyRouteComponent(() => import("./new-hook-page.tsx"), "NewHookPage"),
});
