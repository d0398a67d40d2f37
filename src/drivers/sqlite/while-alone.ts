import { Database } from "bun:sqlite";
import { existsSync } from "node:fs";
import { Failure } from "../../kernel/failure.ts";
import { isBusy, translate } from "./sqlite-failure.ts";

/**
 * Runs `work` while nobody else has the database open, with everything put in its place. What is no
 * database any more, nobody has open.
 * @throws Failure `conflict` where another process works on it.
 */
export async function whileAlone<R>(path: string, work: () => Promise<R>): Promise<R> {
  if (!existsSync(path)) return work();
  const database = new Database(path, { readwrite: true });
  try {
    try {
      database.run(`PRAGMA busy_timeout = ${waitMs}`);
      // It takes a lock that nobody gets while somebody else has the file open.
      database.run("PRAGMA journal_mode = DELETE");
      database.run("BEGIN EXCLUSIVE");
    } catch (thrown) {
      if (isBusy(thrown)) throw inUse(thrown);
      if (!isBroken(thrown)) throw translate(thrown);
    }
    // Windows lets nobody rename what is open.
    if (process.platform === "win32") database.close();
    return await work();
  } finally {
    database.close();
  }
}

const waitMs = 2000;

function isBroken(thrown: unknown): boolean {
  return /^SQLITE_(NOTADB|CORRUPT)/.test(String((thrown as { code?: unknown }).code));
}

function inUse(cause: unknown): Failure {
  return new Failure("conflict", "Another process works on the data directory.", {
    cause,
    hint: "Stop it first, or have the server do it: --url http://127.0.0.1:8091",
  });
}
