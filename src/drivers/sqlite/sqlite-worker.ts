// A thread of its own for what would hold up the event loop: SQLite works until it is done.
import { Database } from "bun:sqlite";

declare const self: Worker;

export type SqliteTask =
  | { readonly task: "copy"; readonly from: string; readonly to: string }
  | { readonly task: "inspect"; readonly path: string };

/** What a database file holds. `problems` is empty where it is sound. */
export interface FileReport {
  readonly applicationId: number;
  readonly problems: readonly string[];
  /** How many rows each table has. */
  readonly rows: Readonly<Record<string, number>>;
}

export type TaskAnswer =
  | { readonly done: true; readonly report: FileReport | null }
  | { readonly done: false; readonly code: string; readonly message: string };

self.onmessage = ({ data }: MessageEvent<SqliteTask>) => {
  self.postMessage(answer(data));
};

function answer(asked: SqliteTask): TaskAnswer {
  try {
    if (asked.task === "inspect") return { done: true, report: inspect(asked.path) };
    copy(asked.from, asked.to);
    return { done: true, report: null };
  } catch (thrown) {
    const { code, message } = thrown as Error & { code?: string };
    return { done: false, code: code ?? "", message };
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

function inspect(path: string): FileReport {
  const database = new Database(path, { readonly: true });
  try {
    const first = (statement: string) => database.query(statement).values()[0]?.[0];
    const problems = database.query("PRAGMA integrity_check(20)").values().flat().map(String);
    const tables = database
      .query(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .values()
      .flat() as string[];
    const rows = tables.map((name) => {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      return [name, Number(first(`SELECT count(*) FROM ${quoted}`))] as const;
    });
    return {
      applicationId: Number(first("PRAGMA application_id")),
      problems: problems.filter((problem) => problem !== "ok"),
      rows: Object.fromEntries(rows),
    };
  } finally {
    database.close();
  }
}
