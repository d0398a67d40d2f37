import type { ComponentType } from "react";
import type { NavSection } from "../strings.ts";

/** Where a page stands in the side bar and in the command palette. */
export interface NavEntry {
  readonly section: NavSection;
  readonly title: string;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  /** Further words under which the palette finds it. */
  readonly keywords?: readonly string[];
  /** What there is on the page that the palette leads to; asked for when somebody looks for something. */
  readonly places?: () => Promise<readonly PlaceInPage[]>;
}

export interface PlaceInPage {
  readonly label: string;
  /** Where on the page. */
  readonly description: string;
  readonly keywords: readonly string[];
  readonly path: string;
  readonly search: Readonly<Record<string, string>>;
}

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** Absent: it is reached from another page. */
    readonly nav?: NavEntry;
  }
}
