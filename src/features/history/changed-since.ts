import type { Change } from "../../kernel/change.ts";
import { Failure } from "../../kernel/failure.ts";
import { sql } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Undoing } from "./undo-change.ts";

/**
 * Undoing must not take away what somebody did later.
 * @throws Failure `conflict` when a record was changed since in what would be put back.
 */
export async function refuseIfChangedSince(
  { writer, catalog }: Undoing,
  changes: readonly Change[],
): Promise<void> {
  for (const change of changes) {
    const later = await writer.all<Change>(
      sql`SELECT * FROM "_changes" WHERE "collection" = ${change.collection}
        AND "record" = ${change.record} AND "sequence" > ${change.sequence}
        AND "call" <> ${change.call} ORDER BY "sequence" DESC`,
    );
    const first = later.find((each) => touches(catalog, each, change));
    if (!first) continue;
    const name = catalog.get(change.collection).name;
    throw new Failure("conflict", `${name}/${change.record} was changed since.`, {
      hint: `${first.actor} did so at ${first.at}, in the call ${first.call}: undo that first, or put the values back by hand.`,
    });
  }
}

/** Two updates of different fields do not meet; everything else does. */
function touches(catalog: Catalog, later: Change, change: Change): boolean {
  if (later.action !== "update" || change.action !== "update") return true;
  const automatic = catalog
    .get(change.collection)
    .fields.filter(({ type }) => type === "autodate")
    .map(({ name }) => name);
  const names = Object.keys(JSON.parse(change.before) as Row);
  return Object.keys(JSON.parse(later.before) as Row).some(
    (name) => names.includes(name) && !automatic.includes(name),
  );
}
