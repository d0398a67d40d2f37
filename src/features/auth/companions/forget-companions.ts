import type { Context } from "../../../kernel/context.ts";
import { identifier, sql } from "../../../kernel/sql.ts";
import type { Writer } from "../../../kernel/storage.ts";
import type { Companions } from "../../collections/companions.ts";
import { companionIds } from "./companion-collections.ts";
import { removeCompanion, type Companion, type CompanionKind } from "./companion.ts";

const kinds = Object.keys(companionIds) as CompanionKind[];

/** What goes when an auth record goes, and when its sessions end. */
export const forgetCompanions: Companions = {
  async recordGone(context, writer, collectionId, recordId) {
    for (const kind of kinds) await removeAll(context, writer, kind, collectionId, recordId);
  },
  async sessionsOver(context, writer, collectionId, recordId) {
    // An account elsewhere stays linked: it was never a matter of the password.
    for (const kind of kinds.filter((each) => each !== "externalAuths")) {
      await removeAll(context, writer, kind, collectionId, recordId);
    }
  },
};

async function removeAll(
  context: Context,
  writer: Writer,
  kind: CompanionKind,
  collectionId: string,
  recordId: string | undefined,
): Promise<void> {
  const one = recordId === undefined ? sql`` : sql` AND "recordRef" = ${recordId}`;
  const rows = await writer.all<Companion>(
    sql`SELECT * FROM ${identifier(`_${kind}`)} WHERE "collectionRef" = ${collectionId}${one}`,
  );
  for (const row of rows) await removeCompanion(context, writer, kind, row);
}
