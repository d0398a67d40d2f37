import { IconClockPlay } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { textParam, type SearchParams } from "../../parts/search-params.ts";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";
import { readListSearch, readScriptSearch, type ScriptSearch } from "../scripts/script-search.ts";

export const jobsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/jobs",
  validateSearch: readListSearch,
  staticData: {
    nav: {
      section: "logic",
      title: pageTitles.jobs,
      icon: IconClockPlay,
      keywords: ["scripts", "functions", "cron", "schedule", "timer"],
    },
  },
  component: lazyRouteComponent(() => import("./jobs-page.tsx"), "JobsPage"),
});

export const jobRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/jobs/$script",
  validateSearch: readScriptSearch,
  component: lazyRouteComponent(() => import("./job-page.tsx"), "JobPage"),
});

interface NewJobSearch extends ScriptSearch {
  /** The job that it begins as a copy of. */
  readonly from?: string | undefined;
}

export const newJobRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/new-job",
  validateSearch: (search: SearchParams): NewJobSearch => ({
    ...readScriptSearch(search),
    from: textParam(search.from),
  }),
  component: lazyRouteComponent(() => import("./new-job-page.tsx"), "NewJobPage"),
});
