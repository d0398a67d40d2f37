import type { Context } from "./context.ts";
import { sql } from "./sql.ts";
import type { Reader, Writer } from "./storage.ts";

/**
 * The change log: one row per written record, in the same transaction as the write. Realtime,
 * list_changed, history and audit read it; nobody keeps a second copy.
 */
export interface Change {
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: string;
  /** The token's id, or "". */
  readonly token: string;
  /** The call's id, as in `_audit`. */
  readonly call: string;
  /** The collection's id; system tables go by their name. */
  readonly collection: string;
  readonly record: string;
  readonly action: "create" | "update" | "delete";
  /** The changed columns' previous values as JSON: `{}` for a create, the whole row for a delete. */
  readonly before: string;
}

export interface Written {
  readonly collection: string;
  readonly record: string;
  readonly action: Change["action"];
  readonly before: Readonly<Record<string, unknown>>;
}

/** What all changes of one call have in common. */
export type ChangeSignature = Pick<Change, "at" | "actor" | "token" | "call">;

export function signatureOf({ caller, callId, now }: Context): ChangeSignature {
  return {
    at: now().toISOString(),
    actor: caller.actor,
    token: caller.token?.id ?? "",
    call: callId,
  };
}

export async function logChange(context: Context, writer: Writer, written: Written): Promise<void> {
  const { at, actor, token, call } = signatureOf(context);
  await writer.execute(
    sql`INSERT INTO "_changes" ("at", "actor", "token", "call", "collection", "record", "action", "before")
      VALUES (${at}, ${actor}, ${token}, ${call},
        ${written.collection}, ${written.record}, ${written.action}, ${JSON.stringify(written.before)})`,
  );
}

/** Changes after `sequence`, oldest first, at most `limit`. */
export function changesSince(reader: Reader, sequence: number, limit: number): Promise<Change[]> {
  return reader.all<Change>(
    sql`SELECT * FROM "_changes" WHERE "sequence" > ${sequence} ORDER BY "sequence" LIMIT ${limit}`,
  );
}

export async function lastSequence(reader: Reader): Promise<number> {
  const [row] = await reader.all<{ last: number | null }>(
    sql`SELECT max("sequence") AS "last" FROM "_changes"`,
  );
  return row?.last ?? 0;
}
