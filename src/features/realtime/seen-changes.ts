import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { DeletedRows } from "./deleted-rows.ts";
import { statesAt } from "../records/record-states.ts";
import { whoMaySee } from "./visibility.ts";

/** Those of these changes whose record the context's caller may view, as it then was. */
export async function seenChanges(
  context: Context,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const catalog = await context.services.catalogs.current();
  const until = changes.at(-1)?.sequence ?? 0;
  const states = await statesAt(context.storage, catalog, changes, until);
  const deleted = new DeletedRows(context.storage);
  const seen: Change[] = [];
  for (const [index, change] of changes.entries()) {
    const row = states[index];
    const collection = catalog.find(change.collection);
    if (!row || !collection) continue;
    const then = await deleted.before(context, catalog, change);
    const changed = { change, catalog, collection, row };
    const viewers = await whoMaySee(changed, [{ context: then }], "viewRule");
    if (viewers.length > 0) seen.push(change);
  }
  return seen;
}
