import type { ComponentType } from "react";
import type { NavSection } from "../strings.ts";

/** Where a page stands in the side bar and in the command palette. */
export interface NavEntry {
  readonly section: NavSection;
  readonly title: string;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  /** Further words under which the palette finds it. */
  readonly keywords?: readonly string[];
}

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** Absent: it is reached from another page. */
    readonly nav?: NavEntry;
  }
}
