import { limits } from "../../../kernel/limits.ts";
import type { RawJob, RawReply } from "./raw-sql-thread.ts";

/** The word after the program's name that starts such a process; no command of people's. */
export const rawSqlWord = "@raw-sql";

/**
 * A process that runs raw SQL for the one that started it: in a second thread, because nothing ends a
 * statement from within. This one ends everything when too much memory goes, or when nobody is there
 * any more to hear the answer.
 */
export function serveRawSql(): void {
  const thread = new Worker(new URL("./raw-sql-thread.ts", import.meta.url).href);
  thread.addEventListener("message", ({ data }) => process.send?.(data as RawReply));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
  process.on("message", (job: RawJob) => thread.postMessage(job));
  process.on("disconnect", end);
  setInterval(() => {
    if (process.memoryUsage.rss() > limits.sqlMemoryBytes) end();
  }, watchMs);
}

const watchMs = 20;

function end(): void {
  process.kill(process.pid, "SIGKILL");
}
