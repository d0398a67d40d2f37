import { IconWebhook } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";
import { readWebhookSearch } from "./webhooks-search.ts";

export const webhooksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/webhooks",
  staticData: {
    nav: {
      section: "logic",
      title: pageTitles.webhooks,
      icon: IconWebhook,
      keywords: ["deliveries", "events", "callbacks", "notify", "dead letters"],
    },
  },
  component: lazyRouteComponent(() => import("./list/webhooks-page.tsx"), "WebhooksPage"),
});

export const webhookRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/webhooks/$webhook",
  validateSearch: readWebhookSearch,
  component: lazyRouteComponent(() => import("./webhook-page.tsx"), "WebhookPage"),
});

export const newWebhookRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/new-webhook",
  component: lazyRouteComponent(() => import("./form/new-webhook-page.tsx"), "NewWebhookPage"),
});
