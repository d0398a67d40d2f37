import { Failure } from "../../kernel/failure.ts";
import type { DatabaseReport } from "../../kernel/workbench.ts";
import { applicationId } from "./application-id.ts";
import type { SqliteTasks, TaskName } from "./sqlite-worker.ts";
import { TaskThread } from "./task-thread.ts";

/** Runs a task in a thread that ends with it. @throws Failure as any statement would. */
export async function runTask<Name extends TaskName>(
  task: Name,
  asked: SqliteTasks[Name]["asked"],
): Promise<SqliteTasks[Name]["answer"]> {
  const thread = new TaskThread();
  try {
    return await thread.perform(task, asked);
  } finally {
    thread.end();
  }
}

/** A database file apart from the running one. @throws Failure `invalid` where it is not ours. */
export async function inspectSqlite(path: string): Promise<DatabaseReport> {
  const report = await runTask("inspect", { path });
  if (report.applicationId === applicationId) return report;
  throw new Failure("invalid", "The database in it is not one of Vaultbase's.", {
    hint: "What PocketBase made is brought along with: vaultbase import pocketbase DIR",
  });
}
