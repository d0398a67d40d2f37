import type { Context } from "../../kernel/context.ts";
import type { Found } from "../../kernel/dialect.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { identifier, nothing } from "../../kernel/sql.ts";
import type { Collection } from "../collections/collection.ts";
import { searchedFields, searchName } from "../collections/search-option.ts";
import { readSearch } from "./search-terms.ts";

/**
 * How the records that hold all the words are found; null where nothing is looked for.
 * @throws Failure `invalid` where the collection has no search for this caller.
 */
export function findByWords(
  { caller, storage }: Context,
  collection: Collection,
  text: string | undefined,
): Found | null {
  if (text === undefined || text.trim() === "") return null;
  const fields = searchedFields(collection, caller);
  if (fields.length === 0) {
    // An app of PocketBase's may have a parameter of this name for its own rule.
    if (collection.listRule?.includes("@request.query.search")) return null;
    throw noSearch(collection, caller.superuser);
  }
  const terms = readSearch(text);
  refuseLong(text, terms.length);
  // Nothing but punctuation: no record has that for a word.
  if (terms.length === 0)
    return { join: nothing, test: storage.dialect.boolean(false), order: null };
  const columns = fields.map(({ position }) => position);
  return storage.dialect.search(
    searchName(collection),
    identifier(collection.name),
    terms,
    columns,
  );
}

function noSearch({ name }: Collection, superuser: boolean): Failure {
  return new Failure("invalid", `${name} has no full-text search.`, {
    hint: superuser
      ? `Give it one: vaultbase collections update ${name} --search '{"fields":["FIELD"]}'. Or filter: FIELD ~ "word".`
      : 'Filter instead: FIELD ~ "word".',
  });
}

function refuseLong(text: string, terms: number): void {
  if (text.length <= limits.searchCharacters && terms <= limits.searchTerms) return;
  throw new Failure(
    "invalid",
    `A search has at most ${limits.searchCharacters} characters and ${limits.searchTerms} terms.`,
    { hint: `This one has ${text.length} and ${terms}.` },
  );
}
