import type { Context } from "../../kernel/context.ts";
import { Failure, type Problem } from "../../kernel/failure.ts";
import { changedAt } from "../../kernel/if-updated.ts";
import type { Catalog } from "./catalog.ts";
import type { Collection } from "./collection.ts";
import { ruleNames } from "./collection.ts";
import { followFields, onOwnTable, withAuthIndexes } from "./collection-indexes.ts";
import type { CollectionGiven } from "./collection-input.ts";
import { draftAuth } from "./draft-auth.ts";
import { draftFields } from "./draft-fields.ts";
import { problem } from "./fields/casting.ts";
import { draftSearch } from "./search-option.ts";
import { withSystemFields, withTimestamps } from "./system-fields.ts";
import { momentText } from "../../lib/moment.ts";

/**
 * The collection that `given` makes of nothing or of an existing one; not checked yet, but whole.
 * What `given` leaves out stays, or gets its default.
 * `timestamps`: one without any autodate field gets created_at and updated_at.
 * @throws Failure `invalid` where type or fields cannot even be read.
 */
export function draftCollection(
  context: Context,
  catalog: Catalog,
  given: CollectionGiven,
  existing: Collection | null,
  timestamps = existing === null,
): Collection {
  const name = given.name ?? existing?.name ?? "";
  const type = existing?.type ?? readType(given.type || "base");
  // The same type and name give the same id anywhere, so definitions travel between servers.
  const id = existing?.id ?? (given.id || `pbc_${Bun.hash.crc32(type + name)}`);
  const now = changedAt(context, existing?.updated, momentText);
  if (type === "view") return draftView(given, existing, { id, name, now });
  const known = given.fields
    ? withSystemFields(draftFields(context, catalog, { id, name }, given.fields, existing), type)
    : (existing?.fields ?? withSystemFields([], type));
  const fields = timestamps ? withTimestamps(known) : known;
  const indexes = followChanges(given.indexes ?? existing?.indexes ?? [], existing, fields);
  return {
    id,
    name,
    type,
    system: existing?.system ?? false,
    ...readRules(given, existing),
    fields,
    indexes: withAuthIndexes(onOwnTable(indexes, name), { id, name, type }),
    search: draftSearch(given.search, existing, fields),
    created: existing?.created ?? now,
    updated: now,
    auth: type === "auth" ? draftAuth(context, given, existing?.auth ?? null) : null,
  };
}

/** What is wrong with what is given, beside the draft it makes: a collection keeps its type. */
export function typeProblem(
  { type }: CollectionGiven,
  existing: Collection | null,
): Record<string, Problem> {
  if (!type || !existing || type === existing.type) return {};
  const message = `${existing.name} is and stays a collection of type ${existing.type}: create another one and move the records.`;
  return { type: problem("validation_collection_type_change", message) };
}

/** Its fields are its query's matter: whatever is said of them is left alone. */
function draftView(
  given: CollectionGiven,
  existing: Collection | null,
  { id, name, now }: { readonly id: string; readonly name: string; readonly now: string },
): Collection {
  const viewQuery = (given.viewQuery ?? existing?.viewQuery ?? "").trim().replace(/[\s;]+$/, "");
  return {
    id,
    name,
    type: "view",
    system: false,
    ...readRules(given, existing),
    fields: existing?.fields ?? [],
    indexes: given.indexes ?? [],
    created: existing?.created ?? now,
    updated: now,
    viewQuery,
    ...(given.search && { search: given.search }),
    auth: null,
  };
}

function readRules(given: CollectionGiven, existing: Collection | null) {
  return Object.fromEntries(
    ruleNames.map((rule) => [rule, readRule(given[rule], existing?.[rule] ?? null)]),
  ) as Pick<Collection, (typeof ruleNames)[number]>;
}

function readType(said: string): Collection["type"] {
  if (said === "base" || said === "auth" || said === "view") return said;
  throw new Failure("invalid", `Unsupported collection type ${JSON.stringify(said)}.`, {
    hint: "Supported are base, auth and view.",
    problems: { type: problem("validation_in_invalid", "Must be base, auth or view.") },
  });
}

function readRule(given: unknown, before: string | null): string | null {
  if (given === undefined) return before;
  return typeof given === "string" ? given.trim() : null;
}

/** Indexes the collection had follow their fields; new ones are taken as they are. */
function followChanges(
  indexes: readonly string[],
  existing: Collection | null,
  fields: Collection["fields"],
): string[] {
  return indexes.flatMap((index) =>
    existing?.indexes.includes(index) ? followFields([index], existing.fields, fields) : [index],
  );
}
