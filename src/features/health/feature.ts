import type { Feature } from "../../kernel/feature.ts";
import { checkHealth } from "./check-health.ts";
import { serverInfo } from "./server-info.ts";
import { freeBytesAt, serverUsage } from "./server-usage.ts";

/** Whether the product is up, for people, scripts and load balancers. */
export const health = {
  name: "health",
  operations: [checkHealth, serverInfo, serverUsage],
  migrations: [],
  start: async ({ now, directory }) => ({
    started: now().toISOString(),
    freeBytes: () => freeBytesAt(directory),
  }),
} satisfies Feature;
