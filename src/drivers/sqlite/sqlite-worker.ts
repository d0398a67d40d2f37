// A thread of its own for what would hold up the event loop: SQLite works until it is done.
import { Database } from "bun:sqlite";
import { parentPort } from "node:worker_threads";
import type { Row } from "../../kernel/storage.ts";
import type { Bindable } from "./statements.ts";

export interface SqliteTasks {
  copy: { readonly asked: { readonly from: string; readonly to: string }; readonly answer: null };
  inspect: { readonly asked: { readonly path: string }; readonly answer: TaskReport };
  scan: { readonly asked: ScanTask; readonly answer: readonly Row[] };
}

export interface ScanTask {
  readonly path: string;
  readonly text: string;
  readonly values: readonly Bindable[];
}

export type TaskName = keyof SqliteTasks;
export type AskedTask = {
  [Name in TaskName]: { readonly task: Name } & SqliteTasks[Name]["asked"];
}[TaskName];

export interface TaskReport {
  readonly applicationId: number;
  readonly problems: readonly string[];
  readonly rows: Readonly<Record<string, number>>;
}

export type TaskAnswer =
  | { readonly done: true; readonly answer: SqliteTasks[TaskName]["answer"] }
  | { readonly done: false; readonly code: string; readonly message: string };

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
parentPort?.on("message", (asked: AskedTask) => parentPort?.postMessage(reply(asked)));

function reply(asked: AskedTask): TaskAnswer {
  try {
    return { done: true, answer: perform(asked) };
  } catch (thrown) {
    const { code = "", message } = thrown as Error & { code?: string };
    return { done: false, code, message };
  }
}

function perform(asked: AskedTask): SqliteTasks[TaskName]["answer"] {
  const path = asked.task === "copy" ? asked.from : asked.path;
  const database = new Database(path, { readonly: true, strict: true });
  try {
    switch (asked.task) {
      case "copy":
        database.run("VACUUM INTO ?", [asked.to]);
        return null;
      case "inspect":
        return inspect(database);
      case "scan":
        database.run("PRAGMA busy_timeout = 5000; PRAGMA mmap_size = 268435456");
        return database.prepare<Row, Bindable[]>(asked.text).all(...asked.values);
    }
  } finally {
    database.close();
  }
}

function inspect(database: Database): TaskReport {
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
}
