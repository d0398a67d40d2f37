import type { DatabaseSync } from "node:sqlite";
import { quoteIdentifier } from "../../../kernel/sql.ts";
import { RawSqlError, type RawAnswer, type RawTable } from "../../../kernel/raw-sql.ts";
import type { QueryGate } from "./query-gate.ts";
import type { RawSession } from "./raw-session.ts";
import { coverSecrets, reachedSchema } from "./reached-schema.ts";

/** One statement that touches nothing but the tables in its reach. */
export function runReachedStatement(
  session: RawSession,
  gate: QueryGate,
  reach: readonly RawTable[],
): Omit<RawAnswer, "workMs"> {
  const { database, asked } = session;
  if (asked.query.includes("\0")) throw refusal("the query holds a NUL");
  const text = asked.explain ? `EXPLAIN QUERY PLAN ${asked.query}` : asked.query;
  coverSecrets(database, reach, asked.query);
  if (asked.mode !== "read") beginWriting(session, reach);
  compileApart(session, gate, reach, text);
  const statement = session.prepare(text);
  if (!statement) throw refusal("there is no statement");
  const { columns, rows, more, affected } = session.perform(statement);
  if (asked.mode === "write") session.commit();
  return { columns, rows, more, affected: affected ?? 0, changes: session.changes };
}

function beginWriting({ database }: RawSession, reach: readonly RawTable[]): void {
  database.exec("BEGIN IMMEDIATE");
  // A search reads its own settings when it is first met, and that is not the statement's doing.
  for (const { search } of reach) {
    if (search !== null) database.prepare(`SELECT 1 FROM ${quoteIdentifier(search)}`);
  }
}

/** @throws whatever is wrong with it, before the data knows of it. */
function compileApart(
  session: RawSession,
  gate: QueryGate,
  reach: readonly RawTable[],
  text: string,
): void {
  const schema = reachedSchema(session.database, reach, text);
  try {
    schema.setAuthorizer(gate.decide);
    const statement = session.prepare(text, schema);
    if (!statement) throw refusal("there is no statement");
    if (!isOver(session, schema, text.slice(statement.sourceSQL.length))) {
      throw refusal("more than one statement");
    }
  } finally {
    schema.close();
  }
}

/** Whatever cannot be compiled is not nothing. */
function isOver(session: RawSession, schema: DatabaseSync, rest: string): boolean {
  try {
    return session.prepare(rest, schema) === null;
  } catch (thrown) {
    if (thrown instanceof Error && "errcode" in thrown) return false;
    throw thrown;
  }
}

function refusal(words: string): RawSqlError {
  return new RawSqlError(words, 0, "", null);
}
