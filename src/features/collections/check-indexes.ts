import type { Caller } from "../../kernel/caller.ts";
import type { Problem, Problems } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Catalog } from "./catalog.ts";
import type { Collection } from "./collection.ts";
import { isSecret } from "./field.ts";
import { problem } from "./fields/casting.ts";
import { isWithin } from "./visible-collections.ts";
import { type IndexStatement, parseIndex } from "./index-statement.ts";

/**
 * Problems by position in the list: `{ indexes: { 0: … } }`, or nothing. What they speak of is looked
 * at once they stand beside each other. `kept`: those that were there before.
 */
export function checkIndexes(
  caller: Caller,
  catalog: Catalog,
  draft: Collection,
  kept: readonly string[] = [],
): Record<string, Problems> {
  const owners = indexOwners(caller, catalog, draft);
  const names = new Set<string>();
  const shapes = new Set<string>();
  const parsed = draft.indexes.map(parseIndex);
  const statements = parsed.map((index) =>
    index ? (checkIndexName(index, owners, names) ?? checkShape(index, shapes)) : unreadable,
  );
  const wrong = statements.some(Boolean)
    ? statements
    : parsed.map((index, position) => {
        const isNew = !kept.includes(draft.indexes[position] ?? "");
        return (
          index &&
          (checkColumns(index, draft) ?? (isNew ? checkSecrets(caller, index, draft) : undefined))
        );
      });
  const indexes = Object.fromEntries(
    wrong.flatMap((problem, position) => (problem ? [[position, problem]] : [])),
  );
  return Object.keys(indexes).length > 0 ? { indexes } : {};
}

const unreadable = problem(
  "validation_invalid_index_expression",
  "Write it as: CREATE [UNIQUE] INDEX name ON collection (field, …).",
);

/** Whose index has a name: names are one space for all tables. */
function indexOwners(caller: Caller, catalog: Catalog, draft: Collection): Map<string, string> {
  const owners = new Map<string, string>();
  for (const collection of catalog.collections) {
    if (collection.id === draft.id) continue;
    const owner = isWithin(collection, caller) ? collection.name : "another collection";
    for (const statement of collection.indexes) {
      const index = parseIndex(statement);
      if (index) owners.set(index.name.toLowerCase(), owner);
    }
  }
  return owners;
}

function checkIndexName(
  { name }: IndexStatement,
  owners: ReadonlyMap<string, string>,
  seen: Set<string>,
): Problem | undefined {
  // Ours begin with _ and never end in _idx, as names that PocketBase made for older collections do.
  if (/^sqlite_|^_(?!.*_idx$)/i.test(name)) {
    return problem("validation_invalid_index_expression", `${name} is a reserved name.`);
  }
  if (seen.has(name.toLowerCase())) {
    return problem("validation_duplicated_index_name", `The list has ${name} twice.`);
  }
  seen.add(name.toLowerCase());
  const owner = owners.get(name.toLowerCase());
  if (owner === undefined) return undefined;
  return problem("validation_existing_index_name", `There is an index ${name} of ${owner}.`);
}

/** A database may take a quoted name that is no column for a text, and index nothing. */
function checkColumns(
  { columns }: IndexStatement,
  { name, fields }: Collection,
): Problem | undefined {
  const known = fields.map((field) => field.name);
  const lower = new Set(known.map((each) => each.toLowerCase()));
  const missing = columns.find(
    (column) => /^\w+$/.test(column.name) && !lower.has(column.name.toLowerCase()),
  );
  if (!missing) return undefined;
  const near = nearest(missing.name, known);
  return problem(
    "validation_invalid_index_expression",
    `There is no field ${missing.name} in ${name}${near ? `; did you mean ${near}?` : "."}`,
  );
}

/**
 * A unique index over part of a secret refuses what is like it, and so tells of it: with records whose
 * secrets are known, a character at a time. All of one as it is tells nothing that could be guessed.
 */
function checkSecrets(
  { token }: Caller,
  { columns, where }: IndexStatement,
  { fields }: Collection,
): Problem | undefined {
  if (!token) return undefined;
  const written = [where, ...columns.map(({ name }) => name).filter((name) => !/^\w+$/.test(name))];
  const named = fields.filter(isSecret).find(({ name }) => {
    const word = new RegExp(`\\b${RegExp.escape(name)}\\b`, "i");
    return written.some((text) => word.test(text));
  });
  if (!named) return undefined;
  return problem(
    "validation_invalid_index_expression",
    `A token cannot have ${named.name} in a condition or an expression: that is for a superuser who is signed in, or the command line.`,
  );
}

function checkShape(index: IndexStatement, shapes: Set<string>): Problem | undefined {
  const { name: _, ...rest } = index;
  const shape = JSON.stringify(rest).toLowerCase();
  if (shapes.has(shape)) {
    return problem(
      "validation_duplicated_index_definition",
      "Another index of this list does the same.",
    );
  }
  shapes.add(shape);
  return undefined;
}
