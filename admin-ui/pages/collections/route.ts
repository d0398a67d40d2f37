import { IconDatabase } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { choiceParam, textParam, type SearchParams } from "../../parts/search-params.ts";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";
import { collectionTypes, editorTabs, type CollectionType, type EditorTab } from "./places.ts";

interface ListSearch {
  readonly q?: string | undefined;
  readonly type?: CollectionType | "system" | undefined;
  /** Absent: as a list. */
  readonly show?: "map" | undefined;
}

export const collectionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/collections",
  staticData: {
    nav: {
      section: "data",
      title: pageTitles.collections,
      icon: IconDatabase,
      keywords: ["schema", "tables", "rules", "fields", "model"],
    },
  },
  validateSearch: (search: SearchParams): ListSearch => ({
    q: textParam(search.q),
    type: choiceParam(search.type, [...collectionTypes, "system"]),
    show: choiceParam(search.show, ["map"]),
  }),
  component: lazyRouteComponent(() => import("./list/collections-page.tsx"), "CollectionsPage"),
});

export const collectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/collections/$collection",
  validateSearch: (search: SearchParams): { readonly tab?: EditorTab | undefined } => ({
    tab: choiceParam(search.tab, editorTabs),
  }),
  component: lazyRouteComponent(() => import("./editor/collection-page.tsx"), "CollectionPage"),
});

interface NewSearch {
  readonly type?: CollectionType | undefined;
  /** The collection that it begins as a copy of. */
  readonly from?: string | undefined;
  readonly tab?: EditorTab | undefined;
}

export const newCollectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/new-collection",
  validateSearch: (search: SearchParams): NewSearch => ({
    type: choiceParam(search.type, collectionTypes),
    from: textParam(search.from),
    tab: choiceParam(search.tab, editorTabs),
  }),
  component: lazyRouteComponent(
    () => import("./editor/new-collection-page.tsx"),
    "NewCollectionPage",
  ),
});

export const importCollectionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/import-collections",
  component: lazyRouteComponent(
    () => import("./import/import-collections-page.tsx"),
    "ImportCollectionsPage",
  ),
});
