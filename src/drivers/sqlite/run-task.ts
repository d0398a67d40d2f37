import { Failure } from "../../kernel/failure.ts";
import type { DatabaseReport } from "../../kernel/workbench.ts";
import { applicationId } from "./application-id.ts";
import { translate } from "./sqlite-failure.ts";
import type { SqliteTask, TaskAnswer, TaskReport } from "./sqlite-worker.ts";

/** Runs a task in a thread that ends with it. @throws Failure as any statement would. */
export async function runTask(task: SqliteTask): Promise<TaskReport | null> {
  const worker = new Worker(new URL("./sqlite-worker.ts", import.meta.url).href);
  try {
    const answer = await new Promise<TaskAnswer>((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => resolve(data as TaskAnswer));
      worker.addEventListener("error", ({ message }) => reject(new Error(message)));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
      worker.postMessage(task);
    });
    if (answer.done) return answer.report;
    // Errors lose their class on the way between threads, and keep their code.
    throw translate(Object.assign(new Error(answer.message), { code: answer.code }));
  } finally {
    worker.terminate();
  }
}

/** A database file apart from the running one. @throws Failure `invalid` where it is not ours. */
export async function inspectSqlite(path: string): Promise<DatabaseReport> {
  const report = await runTask({ task: "inspect", path });
  if (report?.applicationId === applicationId) return report;
  throw new Failure("invalid", "The database in it is not one of Vaultbase's.", {
    hint: "What PocketBase made is brought along with: vaultbase import pocketbase DIR",
  });
}
