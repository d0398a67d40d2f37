import { blankDraft, draftOf, type Draft } from "../scripts/editor/use-script-draft.ts";
import type { Route } from "../scripts/script.ts";

export interface RouteDraft extends Draft {
  readonly method: Route["method"];
  readonly path: string;
  readonly access: Route["access"];
  readonly credentials: boolean;
}

type Own = Pick<Route, "method" | "path" | "access" | "credentials">;

export function routeDraftOf(route: Draft & Own): RouteDraft {
  const { method, path, access, credentials } = route;
  return { ...draftOf(route), method, path, access, credentials };
}

export const blankRoute: RouteDraft = {
  ...blankDraft,
  method: "GET",
  path: "/",
  access: "superuser",
  credentials: false,
};
