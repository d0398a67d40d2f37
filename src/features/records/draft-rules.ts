import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type { Reader } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Draft } from "./draft.ts";
import { managedIds } from "./present-rows.ts";
import { rowMeets } from "./row-meets.ts";
import { bindRule, ruleCondition } from "./rules.ts";

/**
 * Asks the create rule about the row as it would be.
 * @throws Failure `forbidden` when it is locked, `invalid` when it says no.
 */
export async function allowCreation(
  context: Context,
  reader: Reader,
  catalog: Catalog,
  draft: Draft,
): Promise<void> {
  const subject = { body: draft.body };
  const rule = ruleCondition(context, catalog, draft.collection, "createRule", subject);
  if (!rule || (await rowMeets(reader, draft.collection, draft.row, rule))) return;
  throw new Failure("invalid", "Failed to create record.", {
    hint: `The createRule of ${draft.collection.name} does not allow this record to this caller.`,
  });
}

/** Whether the caller manages the record: superusers do, others by the manageRule, guests never. */
export async function managesDraft(
  context: Context,
  reader: Reader,
  catalog: Catalog,
  draft: Draft,
): Promise<boolean> {
  const { collection, existing } = draft;
  if (context.caller.superuser || !collection.auth) return true;
  const rule = collection.auth.manageRule;
  if (rule === null || !context.caller.record) return false;
  if (existing) {
    const id = String(existing.id);
    return (await managedIds(context, catalog, collection, [{ id }])).has(id);
  }
  if (rule === "") return true;
  const condition = bindRule(context, catalog, collection, rule, { body: draft.body });
  return rowMeets(reader, collection, draft.row, condition);
}
