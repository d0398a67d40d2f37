import type { Feature } from "../../kernel/feature.ts";
import { readMetrics } from "./read-metrics.ts";
import { RequestCounters } from "./request-counters.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    readonly requestCounters: RequestCounters;
  }
}

/** The running server in numbers, for Prometheus and whoever else watches. */
export const metrics = {
  name: "metrics",
  operations: [readMetrics],
  migrations: [],
  start: async () => ({ requestCounters: new RequestCounters() }),
} satisfies Feature;
