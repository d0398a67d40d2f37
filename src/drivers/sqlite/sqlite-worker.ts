// A thread of its own for what would hold up the event loop: SQLite works until it is done.
import { Database } from "bun:sqlite";
import { parentPort } from "node:worker_threads";

export type SqliteTask =
  | { readonly task: "copy"; readonly from: string; readonly to: string }
  | { readonly task: "inspect"; readonly path: string };

export interface TaskReport {
  readonly applicationId: number;
  readonly problems: readonly string[];
  readonly rows: Readonly<Record<string, number>>;
}

export type TaskAnswer =
  | { readonly done: true; readonly report: TaskReport | null }
  | { readonly done: false; readonly code: string; readonly message: string };

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
parentPort?.on("message", (asked: SqliteTask) => parentPort?.postMessage(answer(asked)));

function answer(asked: SqliteTask): TaskAnswer {
  try {
    if (asked.task === "inspect") return { done: true, report: inspect(asked.path) };
    copy(asked.from, asked.to);
    return { done: true, report: null };
  } catch (thrown) {
    const { code = "", message } = thrown as Error & { code?: string };
    return { done: false, code, message };
  }
}

function copy(from: string, to: string): void {
  const database = new Database(from, { readonly: true });
  try {
    database.run("VACUUM INTO ?", [to]);
  } finally {
    database.close();
  }
}

function inspect(path: string): TaskReport {
  const database = new Database(path, { readonly: true });
  try {
    const column = (statement: string) => database.query(statement).values().flat();
    const problems = column("PRAGMA integrity_check(20)").map(String);
    const tables = column(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    ).map(String);
    const rows = tables.map((name) => {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      return [name, Number(column(`SELECT count(*) FROM ${quoted}`)[0])] as const;
    });
    return {
      applicationId: Number(column("PRAGMA application_id")[0]),
      problems: problems.filter((problem) => problem !== "ok"),
      rows: Object.fromEntries(rows),
    };
  } finally {
    database.close();
  }
}
