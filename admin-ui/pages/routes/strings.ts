import { pageTitles } from "../../strings.ts";
import type { Route } from "../scripts/script.ts";

const access: Partial<Record<Route["access"], string>> = {
  public: "Everybody",
  authenticated: "Whoever is signed in",
  superuser: "Superusers",
};

export const routesText = {
  title: pageTitles.routes,
  description: "Requests of your own, answered by a few lines.",
  add: "New route",
  first: "No routes yet",
  firstHint:
    "A route answers requests below /api/v1/custom: JSON for an app, or another service's webhook.",
  request: "Request",
  method: "Method",
  path: "Path",
  pathHint: "Below /api/v1/custom. :id is one part, * at the end all that follow.",
  access: "Who may call it",
  accessOf: (each: Route["access"]) => access[each] ?? `Tokens with ${each}`,
  credentials: "Sees Authorization and Cookie",
  credentialsHint: "For others' ways of signing in. What belongs to this server is never shown.",
  copyAddress: "Copy the address",
  copyCurl: "Copy as curl",
  copied: "Copied.",
} as const;
