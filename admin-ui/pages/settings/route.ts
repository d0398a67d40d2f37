import { IconSettings } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { textParam, type SearchParams } from "../../parts/search-params.ts";
import { rootRoute } from "../../root-route.tsx";
import { pageTitles } from "../../strings.ts";

interface SettingsSearch {
  /** The setting that is looked for, by its name. */
  readonly setting?: string | undefined;
}

const validateSearch = ({ setting }: SearchParams): SettingsSearch => ({
  setting: textParam(setting),
});

export const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  validateSearch,
  staticData: {
    nav: {
      section: "system",
      title: pageTitles.settings,
      icon: IconSettings,
      keywords: ["configuration", "preferences", "options"],
      places: async () => (await import("./setting-places.ts")).settingPlaces(),
    },
  },
  component: lazyRouteComponent(() => import("./settings-page.tsx"), "SettingsPage"),
});

export const settingsSectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/$section",
  validateSearch,
  component: lazyRouteComponent(() => import("./settings-page.tsx"), "SettingsPage"),
});
