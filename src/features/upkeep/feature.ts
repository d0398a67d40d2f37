import type { Feature } from "../../kernel/feature.ts";
import { freeBytesAt, serverUsage } from "./server-usage.ts";

/** What keeps a data directory in shape without being asked, and how much room it takes. */
export const upkeep = {
  name: "upkeep",
  operations: [serverUsage],
  migrations: [],
  crons: [
    {
      id: "__pbDBOptimize__",
      summary: "Lets the database look over its indexes.",
      expression: "0 0 * * *",
      run: ({ storage }) => storage.optimize(),
    },
  ],
  start: async ({ directory }) => ({ freeBytes: () => freeBytesAt(directory) }),
} satisfies Feature;
