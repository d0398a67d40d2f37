import type { Feature } from "../../kernel/feature.ts";
import { checkHealth } from "./check-health.ts";

/** Whether the product is up, for people, scripts and load balancers. */
export const health: Feature = { name: "health", operations: [checkHealth], migrations: [] };
