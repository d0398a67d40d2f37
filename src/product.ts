import type { Feature } from "./kernel/feature.ts";

/** The table of contents, in reading order, which is also the order features start in. */
export const features: readonly Feature[] = [];
