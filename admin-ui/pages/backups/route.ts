import { IconArchive } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceParam, textParam, type SearchParams } from "../../parts/search-params.ts";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";

interface BackupsSearch {
  /** What is being done. */
  readonly do?: "make" | "upload" | "verify" | "restore" | undefined;
  /** To which backup. */
  readonly backup?: string | undefined;
}

export const backupsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/backups",
  validateSearch: (search: SearchParams): BackupsSearch => ({
    do: choiceParam(search.do, ["make", "upload", "verify", "restore"]),
    backup: textParam(search.backup),
  }),
  staticData: {
    nav: {
      section: "system",
      title: pageTitles.backups,
      icon: IconArchive,
      keywords: ["restore", "export", "download", "snapshot", "copy"],
    },
  },
  component: lazyRouteComponent(() => import("./backups-page.tsx"), "BackupsPage"),
});
