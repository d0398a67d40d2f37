import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { missingGrant } from "../../kernel/invoke.ts";
import { concat, raw, type Sql } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { getRecord } from "../records/get-record.ts";
import { listRecords } from "../records/list-records.ts";
import { openCollection } from "../records/open-collection.ts";
import { conditionsMet } from "../records/row-meets.ts";
import { viewConditions } from "../records/view-conditions.ts";
import type { Address } from "./topic.ts";

/** A change with its record: as the change left it, or as it was before it was deleted. */
export interface RecordChange {
  readonly change: Change;
  readonly catalog: Catalog;
  readonly collection: Collection;
  readonly row: Row;
}

/**
 * Which of these callers' contexts a change may be shown to. Those for whom the rule comes to the
 * same question share its answer: one that does not ask who they are is asked once.
 */
export async function whoMaySee<Viewer extends { readonly context: Context }>(
  changed: RecordChange,
  viewers: readonly Viewer[],
  rule: Address["rule"],
): Promise<Viewer[]> {
  const [first] = viewers;
  if (!first) return [];
  const questions = new Questions();
  const asked = viewers.map(({ context }) => {
    const conditions = conditionsFor(changed, context, rule);
    return conditions && (conditions.length === 0 ? "none" : questions.add(allOf(conditions)));
  });
  const { storage } = first.context;
  const answers = await conditionsMet(storage, changed.collection, changed.row, questions.distinct);
  return viewers.filter((_, index) => {
    const question = asked[index];
    return question === "none" || (typeof question === "number" && answers[question] === true);
  });
}

/** Null where the caller may not even ask: a locked rule, a token's bounds, a wrong filter. */
function conditionsFor(
  { catalog, collection }: RecordChange,
  context: Context,
  rule: Address["rule"],
): Sql[] | null {
  const operation = rule === "listRule" ? listRecords : getRecord;
  if (missingGrant(context.caller.token, operation)) return null;
  try {
    openCollection(context, catalog, collection.id);
    return viewConditions(context, catalog, collection, rule, context.request.query.filter);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code !== "internal") return null;
    throw thrown;
  }
}

/** Conditions, each once: equal text is the same array, equal values the same JSON. */
class Questions {
  readonly distinct: Sql[] = [];
  readonly #known = new Map<readonly string[], Map<string, number>>();

  /** The question's place among the distinct ones. */
  add(condition: Sql): number {
    let sameText = this.#known.get(condition.parts);
    if (!sameText) this.#known.set(condition.parts, (sameText = new Map()));
    const values = JSON.stringify(condition.values);
    let place = sameText.get(values);
    if (place === undefined) {
      sameText.set(values, (place = this.distinct.length));
      this.distinct.push(condition);
    }
    return place;
  }
}

const opens = raw("(");
const both = raw(") AND (");
const closes = raw(")");

function allOf([first, second]: readonly Sql[]): Sql {
  return second ? concat(opens, first!, both, second, closes) : first!;
}
