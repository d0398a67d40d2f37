import type { Caller } from "../../kernel/caller.ts";
import type { Problem } from "../../kernel/failure.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Collection, SearchOption } from "./collection.ts";
import type { Field, FieldTypeName } from "./field.ts";
import { fieldTypeOf } from "./field-types.ts";
import { problem } from "./fields/casting.ts";

/** What the storage calls a collection's search; it stays when the collection is renamed. */
export function searchName({ id }: Pick<Collection, "id">): string {
  return `_search_${id}`;
}

/** The option after a change: what is left as it was follows its fields, and goes with the last. */
export function draftSearch(
  given: SearchOption | null | undefined,
  existing: Pick<Collection, "search" | "fields"> | null,
  fields: readonly Field[],
): SearchOption | null {
  const before = existing?.search ?? null;
  if (given !== undefined && JSON.stringify(given) !== JSON.stringify(before)) return given;
  const followed = (before?.fields ?? []).flatMap((name) => {
    const old = existing?.fields.find((field) => field.name === name);
    const now = fields.find((field) => field.id === old?.id);
    return now ? [now.name] : [];
  });
  return followed.length > 0 ? { fields: followed } : null;
}

const searchable: readonly FieldTypeName[] = ["text", "editor", "email", "url", "select"];

/** What is wrong with the option, or nothing. */
export function checkSearch(draft: Collection): Record<string, Problem> {
  const wrong = draft.search ? wrongIn(draft, draft.search.fields) : null;
  return wrong ? { search: problem("validation_invalid_search", wrong) } : {};
}

function wrongIn({ name, type, fields }: Collection, wanted: readonly string[]): string | null {
  if (type === "view") return "A view has no search: search what it selects from.";
  if (wanted.length === 0) return "Name the fields to look in, or set search to null for none.";
  if (new Set(wanted).size < wanted.length) return "Name each field once.";
  const suited = fields
    .filter((field) => searchable.includes(field.type) && field.name !== "tokenKey")
    .map((field) => field.name);
  const odd = wanted.find((each) => !suited.includes(each));
  if (odd === undefined) return null;
  const field = fields.find((each) => each.name === odd);
  if (field) {
    return `${odd} is of type ${field.type} and has no words to look for; ${searchable.join(", ")} fields have.`;
  }
  const near = nearest(odd, suited);
  const hint = near ? `did you mean ${near}?` : `search can look in ${suited.join(", ")}.`;
  return `There is no field ${odd} in ${name}; ${hint}`;
}

/**
 * The fields in which this caller may look, in the order of the storage's columns: what somebody may
 * not read cannot be found by, so not hidden ones, nor addresses that their owners may hide.
 */
export function searchedFields(
  { search, fields, auth }: Collection,
  { superuser }: Caller,
): SearchedField[] {
  return (search?.fields ?? [])
    .map((name, position) => ({ name, position }))
    .filter(({ name }) => {
      const field = fields.find((each) => each.name === name);
      return superuser || (field?.hidden === false && !(auth && name === "email"));
    });
}

export interface SearchedField {
  readonly name: string;
  /** Among all that are searched. */
  readonly position: number;
}

/** What has to happen before and after the columns change. */
export function planSearch(
  before: Collection | null,
  after: Collection,
): { readonly first: readonly TableChange[]; readonly last: readonly TableChange[] } {
  const [had, has] = [columnsOf(before), columnsOf(after)];
  if (JSON.stringify(had) === JSON.stringify(has)) return { first: [], last: [] };
  const search = searchName(after);
  const columns = after.search?.fields ?? [];
  return {
    first: had.length > 0 ? [{ change: "dropSearch", search }] : [],
    last: has.length > 0 ? [{ change: "createSearch", search, table: after.name, columns }] : [],
  };
}

/** A renamed column is the same one; one that becomes a list is made anew. */
function columnsOf(collection: Collection | null): string[] {
  return (collection?.search?.fields ?? []).map((name) => {
    const field = collection?.fields.find((each) => each.name === name);
    return field ? `${field.id} ${fieldTypeOf(field).multiple(field)}` : name;
  });
}
