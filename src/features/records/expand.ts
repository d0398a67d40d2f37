import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { identifier, join, raw, sql, type Sql } from "../../kernel/sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import { findRelation, type Relation } from "./relation-path.ts";
import { presentRows } from "./present-rows.ts";
import { presentationOf, type PresentedRecord } from "./presentation.ts";
import { ruleCondition } from "./rules.ts";

/** What to expand, as a tree: `author.team,comments_via_post` → author → team; comments_via_post. */
interface Expansion {
  readonly [relation: string]: Expansion;
}

/**
 * Puts related records under `expand` of each record, in place. What the target's view rule hides
 * and what is no relation is left out without a word, as the wire has it.
 */
export async function expandRecords(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  records: readonly PresentedRecord[],
  text: string,
): Promise<void> {
  const asked = { ...context, request: { ...context.request, context: "expand" } };
  await expandLevel(asked, catalog, collection, records, parseExpansion(text));
}

function parseExpansion(text: string): Expansion {
  const root: Record<string, Record<string, never>> = {};
  for (const path of text.split(",")) {
    const names = path.trim().split(".");
    if (names.length > limits.relationDepth) {
      throw new Failure("invalid", `Expand follows at most ${limits.relationDepth} relations.`, {
        hint: `Shorten ${path.trim()}.`,
      });
    }
    let level: Record<string, Record<string, unknown>> = root;
    for (const name of names) {
      if (name === "") break;
      level = (Object.hasOwn(level, name) ? level[name] : (level[name] = {})) as typeof level;
    }
  }
  return root;
}

async function expandLevel(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  records: readonly PresentedRecord[],
  expansion: Expansion,
): Promise<void> {
  for (const [name, deeper] of Object.entries(expansion)) {
    const relation = findRelation(catalog, collection, name);
    if (!relation || !mayExpand(context, relation.target) || records.length === 0) continue;
    const related = relation.back
      ? await fetchBack(context, catalog, relation, records)
      : await fetchForward(context, catalog, relation, records);
    await expandLevel(context, catalog, relation.target, [...related.values()].flat(), deeper);
    for (const record of records) attach(record, name, relation, related.get(record.id) ?? []);
  }
}

function attach(
  record: PresentedRecord,
  name: string,
  relation: Relation,
  related: readonly PresentedRecord[],
): void {
  const expand = (record.expand ??= {}) as Record<string, unknown>;
  if (related.length > 0) expand[name] = relation.multiple ? related : related[0];
}

/** Not into collections that are locked, or that the caller's token does not reach. */
function mayExpand({ caller }: Context, target: Collection): boolean {
  if (target.viewRule === null && !caller.superuser) return false;
  return caller.token?.collections?.has(target.id) ?? true;
}

type Related = Map<string, PresentedRecord[]>;

async function fetchForward(
  context: Context,
  catalog: Catalog,
  { target, field }: Relation,
  records: readonly PresentedRecord[],
): Promise<Related> {
  const wanted = new Set(records.flatMap((record) => idsIn(record[field.name])));
  const found = new Map<string, PresentedRecord>();
  if (wanted.size > 0) {
    const among = sql`"id" IN (${listOf([...wanted])})`;
    for (const each of await visible(context, catalog, target, among, wanted.size)) {
      found.set(each.id, each);
    }
  }
  return new Map(
    records.map((record) => [
      record.id,
      idsIn(record[field.name]).flatMap((id) => found.get(id) ?? []),
    ]),
  );
}

async function fetchBack(
  context: Context,
  catalog: Catalog,
  { target, field }: Relation,
  records: readonly PresentedRecord[],
): Promise<Related> {
  const related: Related = new Map(records.map((record) => [record.id, []]));
  const among = refersTo(target, field, [...related.keys()]);
  const found = await visible(context, catalog, target, among, limits.expandBackRelations);
  for (const each of found) {
    for (const id of idsIn(each[field.name])) related.get(id)?.push(each);
  }
  return related;
}

function refersTo(target: Collection, field: Field, ids: readonly string[]): Sql {
  const column = identifier(target.name, field.name);
  if (!fieldTypeOf(field).multiple(field)) return sql`${column} IN (${listOf(ids)})`;
  const patterns = ids.map((id) => sql`${column} LIKE ${`%${JSON.stringify(id)}%`}`);
  return sql`(${join(patterns, " OR ")})`;
}

/** The target's records that meet `among` and that this caller may view. */
async function visible(
  context: Context,
  catalog: Catalog,
  target: Collection,
  among: Sql,
  limit: number,
): Promise<PresentedRecord[]> {
  const rule = ruleCondition(context, catalog, target, "viewRule", { body: null });
  const pieces = [presentationOf(target, context.caller).select, raw(" WHERE "), among];
  if (rule) pieces.push(raw(" AND ("), rule, raw(")"));
  pieces.push(sql` LIMIT ${limit}`);
  const rows = await context.storage.all(join(pieces, ""));
  return presentRows(context, catalog, target, rows);
}

function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value as string[];
  return typeof value === "string" && value !== "" ? [value] : [];
}

function listOf(ids: readonly string[]): Sql {
  return join(
    ids.map((id) => sql`${id}`),
    ", ",
  );
}
