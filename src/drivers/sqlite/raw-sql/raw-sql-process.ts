import { limits } from "../../../kernel/limits.ts";
import { PointOfNoReturn } from "./point-of-no-return.ts";
import type { RawJob, RawReply } from "./raw-sql-thread.ts";

/** The word after the program's name that starts such a process; no command of people's. */
export const rawSqlWord = "@raw-sql";

/** What such a process is told instead of another job: to end, unless it commits right now. */
export const endWord = "end";

/**
 * A process that runs raw SQL for the one that started it: in a second thread, because nothing ends a
 * statement from within. This one ends everything when it is told to, when too much memory goes, or
 * when nobody is there any more to hear the answer.
 */
export function serveRawSql(): void {
  if (!process.send) throw new Error(`${rawSqlWord} is not for people: vaultbase sql is.`);
  const thread = new Worker(new URL("./raw-sql-thread.ts", import.meta.url).href);
  const point = new PointOfNoReturn();
  let watch: ReturnType<typeof setInterval> | undefined;
  const end = () => {
    if (point.mayEnd()) process.kill(process.pid, "SIGKILL");
  };
  process.on("message", (message: RawJob | typeof endWord) => {
    if (message === endWord) return end();
    point.goOn();
    watch = setInterval(() => {
      if (process.memoryUsage.rss() > limits.sqlMemoryBytes) end();
    }, watchMs);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
    thread.postMessage({ ...message, shared: point.memory });
  });
  thread.addEventListener("message", ({ data }) => {
    clearInterval(watch);
    process.send?.(data as RawReply);
  });
  process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
}

const watchMs = 20;
