import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import type { Writer } from "../../kernel/storage.ts";
import type { Catalog } from "./catalog.ts";
import { checkCollection, refuseProblems } from "./check-collection.ts";
import { checkOthers } from "./check-others.ts";
import { ruleProblems } from "./check-rules.ts";
import { invalidQuery, nameProblem, sentence } from "./check-view.ts";
import type { Collection, Plan } from "./collection.ts";
import { isWithin } from "./visible-collections.ts";
import { reachedCatalog } from "./reached-catalog.ts";
import { followRenames } from "./follow-renames.ts";
import { removeCollection, saveCollection, saveDefinition } from "./save-collection.ts";
import { readView, type SettledView, settleViews, ViewFailure } from "./settle-views.ts";

/**
 * The only road for the schema to become another one: checks the whole as it would be, then moves
 * tables, views and definitions. Gives the schema as it is now.
 * @throws Failure `invalid`; `explain` may say more of the collection it is about.
 */
export async function saveSchema(
  context: Context,
  writer: Writer,
  before: Catalog,
  drafts: readonly Plan[],
  removed: readonly Collection[] = [],
  explain: (plan: Plan, thrown: unknown) => unknown = (_, thrown) => thrown,
): Promise<Catalog> {
  const left = before.without(new Set(removed.map(({ id }) => id)));
  const drafted = drafts.reduce((schema, { draft }) => schema.with(draft), left);
  const next = followRenames(context.storage.dialect, before, drafted);
  const plans = drafts.map((plan): Plan =>
    plan.existing ? { ...plan, draft: next.get(plan.draft.id) } : plan,
  );
  const each = async (work: (plan: Plan) => Promise<void> | void) => {
    for (const plan of plans) {
      try {
        await work(plan);
      } catch (thrown) {
        throw explain(plan, thrown);
      }
    }
  };
  await each((plan) => checkCollection(context, writer, { left, next }, plan));
  await each((plan) => refuseBeyond(context, next, plan));
  const views = await readViews(context, next, each, removed);
  const after = views.reduce((schema, { view }) => schema.with(view), next);
  await each((plan) => {
    const settled = after.get(plan.draft.id);
    const wrong = settled.type === "view" && nameProblem(context, after, settled);
    if (wrong) refuseProblems(plan, invalidQuery(wrong));
    refuseProblems(plan, ruleProblems(context, after, settled, plan.existing));
  });
  const changed = new Set(plans.map(({ draft }) => draft.id));
  checkOthers(context, before, after, changed);

  await writer.change(
    before.collections
      .filter(({ type }) => type === "view")
      .map(({ name }): TableChange => ({ change: "dropView", view: name })),
  );
  await each(({ existing, draft }) =>
    saveCollection(context, writer, existing, after.get(draft.id)),
  );
  for (const collection of removed) await removeCollection(context, writer, collection);
  await writer.change(views.map(({ create }) => create));
  for (const collection of after.collections) {
    const existing = before.collections.find(({ id }) => id === collection.id);
    if (changed.has(collection.id) || !existing) continue;
    if (JSON.stringify(existing) === JSON.stringify(collection)) continue;
    await saveDefinition(context, writer, existing, collection);
  }
  return after;
}

/** To a confined token other collections are not there: no view shows them. */
function refuseBeyond({ caller, storage }: Context, schema: Catalog, plan: Plan): void {
  const { draft, existing } = plan;
  if (!caller.token?.collections || draft.type !== "view") return;
  if (existing?.viewQuery === draft.viewQuery) return;
  const reached = reachedCatalog(schema, caller).without(new Set([draft.id]));
  try {
    readView(storage.dialect, reached, draft);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    refuseProblems(plan, invalidQuery(sentence(thrown)));
  }
}

/** The views of the new schema. @throws Failure `invalid` naming the one that does not work. */
async function readViews(
  { storage, caller }: Context,
  schema: Catalog,
  each: (work: (plan: Plan) => void) => Promise<void>,
  removed: readonly Collection[],
): Promise<SettledView[]> {
  try {
    return settleViews(storage.dialect, schema);
  } catch (thrown) {
    if (!(thrown instanceof ViewFailure)) throw thrown;
    const { view, failure } = thrown;
    const reason = sentence(failure);
    await each((plan) => {
      if (plan.draft.id === view.id) refuseProblems(plan, invalidQuery(reason));
    });
    const name = isWithin(view, caller) ? `The view ${view.name}` : "Another view";
    const message = `${name} would not work any more: ${reason}`;
    const gone = removed.map(({ name }) => name).join(", ");
    throw new Failure("invalid", `Failed to ${gone ? "delete" : "update"} collection.`, {
      cause: failure,
      hint: gone ? `${message} Delete it before ${gone}.` : `${message} Change its query first.`,
      problems: gone ? {} : { fields: { code: "validation_used_in_view", message } },
    });
  }
}
