import type { RawAnswer } from "../../../kernel/raw-sql.ts";
import { beginsWriting } from "./begins-writing.ts";
import type { RawSession } from "./raw-session.ts";

/**
 * Any number of statements of whoever owns the data. The answer is what PocketBase tells: the rows of
 * the last one; or how many the last one wrote, where they are there to write and share a transaction.
 */
export function runOwnersStatements(session: RawSession): Omit<RawAnswer, "workMs"> {
  const { database, asked } = session;
  const isWrite = asked.mode === "write" && beginsWriting(asked.query);
  if (isWrite) database.exec("BEGIN IMMEDIATE");
  let last: Pick<RawAnswer, "columns" | "rows" | "more"> = nothing;
  let affected = 0;
  let rest = asked.query;
  for (let statement; (statement = session.prepare(rest));) {
    rest = rest.slice(statement.sourceSQL.length);
    const answer = session.perform(statement);
    last = answer;
    if (answer.columns.length === 0) affected = answer.affected ?? affected;
  }
  if (isWrite) session.commit();
  const { columns, rows, more } = isWrite ? nothing : last;
  return { columns, rows, more, affected: isWrite ? affected : 0, changes: session.changes };
}

const nothing = { columns: [], rows: [], more: false };
