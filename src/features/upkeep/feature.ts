import type { Feature } from "../../kernel/feature.ts";

/** What keeps a data directory in shape; nobody has to ask for it. */
export const upkeep = {
  name: "upkeep",
  operations: [],
  migrations: [],
  crons: [
    {
      id: "__pbDBOptimize__",
      summary: "Lets the database look over its indexes.",
      expression: "0 0 * * *",
      run: ({ storage }) => storage.optimize(),
    },
  ],
} satisfies Feature;
