import { Type } from "@sinclair/typebox";
import type { Change } from "../../kernel/change.ts";
import { joining } from "../../kernel/dry-run.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import type { Reader } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import { isOlder, keptSince, sayKept } from "./kept-since.ts";
import { missingFiles } from "./missing-files.ts";
import { refuseIfChangedSince } from "./changed-since.ts";
import { refuseLooseEnds, undoChange, type Undoing } from "./undo-change.ts";

/**
 * Takes back what one call wrote to records, all of it or nothing: what it created goes, what it
 * changed or deleted is as before. It is a write like any other, so it can be undone itself.
 */
export const undoCall = operation({
  name: "history.undo",
  summary: "Take back everything that one call wrote to records, or nothing of it.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  reach: "everything",
  input: Type.Object(
    { call: Type.String({ description: "The call's id, from the history or the audit." }) },
    { additionalProperties: false },
  ),
  output: Type.Object({
    undone: Type.Integer({ description: "How many changes." }),
    notes: Type.Array(Type.String(), { description: "What could not be brought back." }),
  }),
  http: "POST /history/undo",
  tool: {
    name: "undo_call",
    title: "Undo a call",
    guidance: "Records changed since are not overwritten: the later call must be undone first.",
  },
  command: { positional: ["call"], example: "vaultbase history undo CALL" },

  async run(context, { call }) {
    const catalog = await context.services.catalogs.current();
    const changes = dataAmong(catalog, await changesOf(context.storage, call));
    const missing = await missingFiles(context.blobs, catalog, changes);
    return context.storage.write(async (writer) => {
      const undoing: Undoing = {
        context: joining(context, writer),
        writer,
        catalog: await context.services.catalogs.within(writer),
        missing,
        notes: new Set(),
      };
      await refuseIfChangedSince(undoing, changes);
      for (const change of changes) await undoChange(undoing, change);
      await refuseLooseEnds(undoing, changes);
      return { undone: changes.length, notes: [...undoing.notes] };
    });
  },
});

/** The newest first. @throws Failure `notFound` also where only some of them are kept; or `tooLarge`. */
async function changesOf(reader: Reader, call: string): Promise<Change[]> {
  const changes = await reader.all<Change>(
    sql`SELECT * FROM "_changes" WHERE "call" = ${call} ORDER BY "sequence" DESC
      LIMIT ${limits.undoneChanges + 1}`,
  );
  const kept = await keptSince(reader);
  if (kept !== null && isOlder(call, kept)) throw noLongerWhole(kept);
  if (changes.length === 0) {
    throw new Failure("notFound", "No call of this id changed anything.", {
      hint: "history list shows the calls that changed records.",
    });
  }
  if (changes.length <= limits.undoneChanges) return changes;
  throw new Failure("tooLarge", `The call changed more than ${limits.undoneChanges} records.`, {
    hint: "Restore a backup from before it.",
  });
}

function noLongerWhole(kept: string): Failure {
  return new Failure("notFound", "What this call changed is older than kept.", {
    hint: `${sayKept(kept)} Restore a backup from before the call.`,
  });
}

/**
 * Sign-ins that are under way end by themselves, and are left alone.
 * @throws Failure `invalid` where the call did what cannot be undone.
 */
function dataAmong(catalog: Catalog, changes: readonly Change[]): Change[] {
  return changes.filter(({ collection: id }) => {
    const collection = catalog.find(id);
    if (collection && (!collection.system || collection.name === "_externalAuths")) return true;
    if (passingNames.has(collection?.name ?? "")) return false;
    throw new Failure("invalid", "Only what was written to records can be undone.", {
      hint: `The call also changed ${collection?.name ?? id}: change that back by hand, or restore a backup.`,
    });
  });
}

const passingNames = new Set(["_mfas", "_otps", "_authOrigins"]);
