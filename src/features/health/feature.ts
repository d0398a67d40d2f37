import type { Feature } from "../../kernel/feature.ts";
import { checkHealth } from "./check-health.ts";
import { serverInfo } from "./server-info.ts";

/** Whether the product is up, for people, scripts and load balancers. */
export const health = {
  name: "health",
  operations: [checkHealth, serverInfo],
  migrations: [],
  start: async ({ now }) => ({ started: now().toISOString() }),
} satisfies Feature;
