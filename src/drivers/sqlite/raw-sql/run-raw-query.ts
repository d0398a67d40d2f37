import { DatabaseSync } from "node:sqlite";
import { limits } from "../../../kernel/limits.ts";
import { RawSqlError, type RawAnswer, type RawQuery } from "../../../kernel/raw-sql.ts";
import type { PointOfNoReturn } from "./point-of-no-return.ts";
import { placeOfError } from "./place-of-error.ts";
import { QueryGate } from "./query-gate.ts";
import { RawSession } from "./raw-session.ts";
import { runOwnersStatements } from "./run-owners-statements.ts";
import { runReachedStatement } from "./run-reached-statement.ts";

/** Runs what is asked on a connection of its own, which takes everything set on it along. */
export function runRawQuery(path: string, asked: RawQuery, point: PointOfNoReturn): RawAnswer {
  const gate = new QueryGate(asked);
  const database = openFor(path, asked, gate);
  const session = new RawSession(database, asked, gate, point);
  const startedAt = performance.now();
  try {
    const answer = asked.reach
      ? runReachedStatement(session, gate, asked.reach)
      : runOwnersStatements(session);
    return { ...answer, workMs: performance.now() - startedAt };
  } catch (thrown) {
    throw refusalOf(thrown, gate, session);
  } finally {
    database.close();
  }
}

function openFor(path: string, asked: RawQuery, gate: QueryGate): DatabaseSync {
  const database = new DatabaseSync(path, {
    readOnly: asked.mode === "read",
    timeout: asked.timeMs * waitingShare,
    // To somebody who misspells a column, its name as a text is no answer.
    enableDoubleQuotedStringLiterals: asked.reach === null,
    enableForeignKeyConstraints: false,
  });
  database.enableDefensive(true);
  database.limits.length = limits.sqlValueBytes;
  if (asked.reach) {
    database.limits.attach = 0;
    // What is sorted there counts as memory; an owner's VACUUM needs room for all there is.
    database.exec("PRAGMA temp_store = MEMORY");
  }
  database.setAuthorizer(gate.decide);
  return database;
}

/** Of its time, for a lock: then it is told so, not ended. */
const waitingShare = 0.8;

function refusalOf(thrown: unknown, gate: QueryGate, { asked, compiled }: RawSession): unknown {
  if (!(thrown instanceof Error) || !("errcode" in thrown)) return thrown;
  const { message, errcode, errstr = "" } = thrown as typeof thrown & { errstr?: string };
  const place = gate.refused ? null : placeOfError(message, compiled);
  // What was compiled is the end of what was asked, or has a word or two before all of it.
  const position = place === null ? 0 : asked.query.length - compiled.length + place + 1;
  return new RawSqlError(
    message,
    Number(errcode),
    errstr,
    gate.refused,
    position > 0 ? position : undefined,
  );
}
