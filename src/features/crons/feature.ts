import type { Feature } from "../../kernel/feature.ts";
import { CronRunner } from "./cron-runner.ts";
import { listCrons } from "./list-crons.ts";
import { runCron } from "./run-cron.ts";

/** What the product does by itself: when, since when, and now if somebody says so. */
export const crons = {
  name: "crons",
  operations: [listCrons, runCron],
  migrations: [
    {
      id: "crons-1-table",
      run: (writer) =>
        writer.change([
          {
            change: "createTable",
            table: "_crons",
            columns: [
              { name: "tick", kind: "text", default: "" },
              { name: "lastRun", kind: "text", default: "" },
              { name: "lastError", kind: "text", default: "" },
            ],
          },
        ]),
    },
  ],
  async start(world) {
    const runner = new CronRunner(world);
    world.onStop(() => runner.stop());
    return { crons: runner };
  },
} satisfies Feature;
