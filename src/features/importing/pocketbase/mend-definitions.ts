import type { Dialect } from "../../../kernel/dialect.ts";
import { isFieldName } from "../../collections/check-fields.ts";
import type { Collection } from "../../collections/collection.ts";
import { followFields } from "../../collections/collection-indexes.ts";
import { completeField, type GivenField } from "../../collections/complete-field.ts";
import { fieldTypeOf } from "../../collections/field-types.ts";
import { followRenames } from "../../collections/follow-renames.ts";
import { isCollectionName } from "../../collections/identifier-rules.ts";
import { asCollection, catalogOf, ofId, rulesOf } from "./defined-catalog.ts";
import { mendIndexes } from "./mend-indexes.ts";
import { builtIn, type DefinedField, type Definition } from "./read-definitions.ts";
import type { Report } from "./report.ts";

/**
 * The definitions as they can come in, in the same order: what PocketBase takes and we do not gets
 * another name, or loses the option that is wrong, and each of it is reported. Rules, view queries and
 * indexes say the new names.
 */
export function mendDefinitions(
  dialect: Dialect,
  definitions: readonly Definition[],
  report: Report,
): Definition[] {
  const taken = new Set(definitions.map(({ name }) => name.toLowerCase()));
  const named = definitions.map((definition) => {
    if (builtIn.has(definition.name)) return definition;
    const name = nameFor(definition.name, taken, isCollectionName);
    if (name !== definition.name) {
      report.mend(definition.name, `The collection is called ${name} here.`);
    }
    const fields = mendFields({ ...definition, name }, report);
    return { ...definition, name, fields };
  });
  const follow = (before: readonly Definition[], next: readonly Definition[]) =>
    followRenames(dialect, catalogOf(before), catalogOf(next));
  const rules = follow(definitions, named);
  const queries = follow(...withoutAliases(definitions, named));
  const indexNames = new Set<string>();
  return named.map((definition, position) => {
    const from = definitions[position]!;
    const said = ofId(queries, definition).viewQuery;
    const viewQuery = said && !isSame(said, from.viewQuery) ? said : undefined;
    if (viewQuery) {
      report.mend(definition.name, `Its query says the new names: ${viewQuery}`);
    }
    const followed = ofId(rules, definition);
    const indexes = followFields(listOf(from.indexes), asCollection(from).fields, followed.fields);
    return {
      ...withFieldNames(definition, from),
      ...rulesOf(definition, followed),
      ...(viewQuery && { viewQuery }),
      indexes: builtIn.has(definition.name)
        ? definition.indexes
        : mendIndexes(definition.name, indexes, indexNames, report),
    };
  });
}

/**
 * The same where columns that hide SQLite's own row number are called as they will be: they cannot be
 * renamed by the database, so queries get their new names as words.
 */
function withoutAliases(
  definitions: readonly Definition[],
  named: readonly Definition[],
): [before: Definition[], next: Definition[]] {
  const words = new Map<string, string>();
  const before = definitions.map((definition, position) => ({
    ...definition,
    fields: definition.fields.map((field, at) => {
      if (!/^(_rowid_|rowid|oid)$/i.test(field.name)) return field;
      const { name } = named[position]!.fields[at]!;
      words.set(field.name.toLowerCase(), name);
      return { ...field, name };
    }),
  }));
  const query = (text: unknown) =>
    typeof text === "string"
      ? text.replaceAll(/'(?:[^']|'')*'|\w+/g, (word) => words.get(word.toLowerCase()) ?? word)
      : text;
  const said = (all: readonly Definition[]) =>
    all.map((each) => ({ ...each, viewQuery: query(each.viewQuery) }));
  return [said(before), said(named)];
}

/** But for what stands around it. */
function isSame(query: string, other: unknown): boolean {
  const inner = (text: string) => text.replace(/^\s+|[\s;]+$/g, "");
  return typeof other === "string" && inner(query) === inner(other);
}

/** The name, else it without what no name may have, else that with the first number that is free. */
function nameFor(name: string, taken: Set<string>, isGood: (name: string) => boolean): string {
  if (isGood(name)) return name;
  const letters = name.replaceAll(/\W+/g, "_").replaceAll("_via_", "_by_").slice(0, 80);
  const plain = letters.replace(/^(?:sqlite_|_)+/i, "") || "unnamed";
  for (let number = 0; ; number++) {
    const wish = number === 0 ? plain : `${plain}_${number}`;
    if (taken.has(wish.toLowerCase()) || !isGood(wish)) continue;
    taken.add(wish.toLowerCase());
    return wish;
  }
}

function mendFields(
  { name: collection, type, fields }: Definition,
  report: Report,
): DefinedField[] {
  if (type === "view") return [...fields];
  const taken = new Set(fields.map(({ name }) => name.toLowerCase()));
  return fields.map((field) => {
    const name = nameFor(field.name, taken, (wish) =>
      isFieldName({ type: type as Collection["type"] }, wish),
    );
    if (name !== field.name) {
      report.mend(`${collection}.${field.name}`, `The field is called ${name} here.`);
    }
    return mendOptions(collection, { ...field, name }, report);
  });
}

function mendOptions(collection: string, field: DefinedField, report: Report): DefinedField {
  const mend = (what: string, why: string) =>
    report.mend(`${collection}.${field.name}${what}`, why);
  let mended = field;
  const values = listOf(field.values);
  const different = [...new Set(values)];
  if (field.type === "select" && different.length < values.length) {
    mend("", "Values that repeat are there once.");
    const maxSelect = Math.min(Number(field.maxSelect ?? 1), different.length);
    mended = { ...mended, values: different, maxSelect };
  }
  const completed = completeField(mended as GivenField);
  for (const option of Object.keys(fieldTypeOf(completed).checkOptions(completed))) {
    mend("", `The option ${option} is left out: ${JSON.stringify(field[option])} cannot be held.`);
    const { [option]: _, ...rest } = mended;
    mended = rest as DefinedField;
  }
  return mended;
}

/** Options of auth collections that say fields by their names. */
function withFieldNames(definition: Definition, { fields: before }: Definition): Definition {
  const renamed = new Map(
    before.map(({ id, name }) => [name, definition.fields.find((each) => each.id === id)!.name]),
  );
  const nameOf = (name: string) => renamed.get(name) ?? name;
  const { passwordAuth, oauth2 } = definition as {
    passwordAuth?: { identityFields?: readonly string[] };
    oauth2?: { mappedFields?: Readonly<Record<string, string>> };
  };
  const mapped = Object.entries(oauth2?.mappedFields ?? {});
  return {
    ...definition,
    ...(passwordAuth?.identityFields && {
      passwordAuth: { ...passwordAuth, identityFields: passwordAuth.identityFields.map(nameOf) },
    }),
    ...(mapped.length > 0 && {
      oauth2: {
        ...oauth2,
        mappedFields: Object.fromEntries(mapped.map(([what, name]) => [what, nameOf(name)])),
      },
    }),
  };
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}
