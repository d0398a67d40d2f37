import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { identifier, join, raw, sql, type Sql } from "../../kernel/sql.ts";
import type { Reader } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import type { Draft } from "./draft.ts";
import { managedIds } from "./present-rows.ts";
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
  if (!rule || (await holds(reader, draft, rule))) return;
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
  return holds(reader, draft, bindRule(context, catalog, collection, rule, { body: draft.body }));
}

/**
 * The draft stands in for a row of its table, with the affinities its columns will have. Only here:
 * joins inside the condition still find the real table.
 */
async function holds(reader: Reader, draft: Draft, condition: Sql): Promise<boolean> {
  const { collection, row } = draft;
  const values = collection.fields.map((field) => {
    const { kind } = fieldTypeOf(field).column(field);
    const cell = row[field.name] ?? null;
    const name = identifier(field.name);
    if (kind === "json") return sql`${cell} AS ${name}`;
    return sql`CAST(${cell} AS ${raw(kind === "text" ? "TEXT" : "NUMERIC")}) AS ${name}`;
  });
  const table = identifier(collection.name);
  const statement = sql`SELECT 1 AS "yes" FROM (SELECT ${join(values, ", ")}) AS ${table} WHERE (${condition})`;
  return (await reader.all(statement)).length > 0;
}
