import type { Feature } from "../../kernel/feature.ts";
import { clearLogs } from "./clear-logs.ts";
import { countGroups } from "./group-logs.ts";
import { countLogs } from "./count-logs.ts";
import { drawLogs } from "./draw-logs.ts";
import { forgetOldLogs } from "./forget-old-logs.ts";
import { getLog } from "./get-log.ts";
import { listLogs } from "./list-logs.ts";
import { LogBook } from "./log-book.ts";
import { openLogStorage } from "./log-storage.ts";
import { readLogs } from "./read-logs.ts";

/** What was asked and what went wrong, in a database of its own that may be thrown away. */
export const logs = {
  name: "logs",
  operations: [readLogs, listLogs, getLog, countLogs, drawLogs, countGroups, clearLogs],
  migrations: [],
  crons: [
    {
      id: "__pbLogsCleanup__",
      summary: "Forgets log entries that are too old.",
      expression: "0 */6 * * *",
      run: forgetOldLogs,
    },
  ],
  async start(world) {
    const book = new LogBook(world, () => openLogStorage(world));
    world.onStop(() => book.flush());
    return { logs: book };
  },
} satisfies Feature;
