import { useRouter } from "@tanstack/react-router";
import type { NavEntry } from "./nav-entry.ts";

export interface NavPlace extends NavEntry {
  readonly path: string;
}

/** The pages that have a place in the side bar, in the order of `routes.tsx`. */
export function useNavEntries(): readonly NavPlace[] {
  const { routesByPath } = useRouter();
  return Object.values(routesByPath).flatMap(({ options, fullPath }) => {
    const nav = options.staticData?.nav;
    return nav ? [{ ...nav, path: fullPath }] : [];
  });
}
