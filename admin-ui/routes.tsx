import { createRouter } from "@tanstack/react-router";
import { PageBroken } from "./parts/page-trouble.tsx";
import { PageSkeleton } from "./parts/page-skeleton.tsx";
import { backupsRoute } from "./pages/backups/route.ts";
import {
  collectionRoute,
  collectionsRoute,
  importCollectionsRoute,
  newCollectionRoute,
} from "./pages/collections/route.ts";
import { auditRoute } from "./pages/audit/route.ts";
import { dashboardRoute } from "./pages/dashboard/route.ts";
import { flagRoute, flagsRoute, newFlagRoute } from "./pages/flags/route.ts";
import { hookRoute, hooksRoute, newHookRoute } from "./pages/hooks/route.ts";
import { jobRoute, jobsRoute, newJobRoute } from "./pages/jobs/route.ts";
import { logsRoute } from "./pages/logs/route.ts";
import { mcpRoute } from "./pages/mcp/route.ts";
import { recordsRoute } from "./pages/records/route.ts";
import { customRouteRoute, customRoutesRoute, newCustomRouteRoute } from "./pages/routes/route.ts";
import { settingsRoute, settingsSectionRoute } from "./pages/settings/route.ts";
import { setupRoute } from "./pages/setup/route.ts";
import { sqlRoute } from "./pages/sql/route.ts";
import { superusersRoute } from "./pages/superusers/route.ts";
import { newWebhookRoute, webhookRoute, webhooksRoute } from "./pages/webhooks/route.ts";
import { rootRoute } from "./root-route.tsx";

/** Every page, in the order of the side bar. A page is a folder in `pages/`, and a line here. */
const pages = [
  dashboardRoute,
  logsRoute,
  auditRoute,
  collectionsRoute,
  collectionRoute,
  newCollectionRoute,
  importCollectionsRoute,
  recordsRoute,
  sqlRoute,
  mcpRoute,
  flagsRoute,
  flagRoute,
  newFlagRoute,
  hooksRoute,
  hookRoute,
  newHookRoute,
  customRoutesRoute,
  customRouteRoute,
  newCustomRouteRoute,
  jobsRoute,
  jobRoute,
  newJobRoute,
  settingsRoute,
  settingsSectionRoute,
  backupsRoute,
  webhooksRoute,
  webhookRoute,
  newWebhookRoute,
  superusersRoute,
  setupRoute,
] as const;

export function makeRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren(pages),
    basepath: "/_",
    defaultPreload: "intent",
    defaultPreloadDelay: 80,
    scrollRestoration: true,
    defaultPendingMs: 150,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: ({ error, reset }) => <PageBroken error={error} retry={reset} />,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
