import type { Collection } from "../../../../src/product.ts";
import type { Input } from "../../../client/operations.ts";
import type { FieldDraft } from "../../../fields/settings-props.ts";

export type Definition = Input<"collections.create">;

/** A collection that is being written; what sends it is `definitionOf`. */
export interface Draft extends Omit<Definition, "fields"> {
  readonly fields: readonly FieldDraft[];
  readonly type: Collection["type"];
  readonly system: boolean;
}

export type RuleName =
  "listRule" | "viewRule" | "createRule" | "updateRule" | "deleteRule" | "authRule" | "manageRule";

/** From what the server says of a collection; the options of those that sign in lie flat beside. */
export function draftOf(collection: object): Draft {
  const {
    created: _,
    updated: __,
    fields,
    ...rest
  } = structuredClone(collection) as Draft & {
    readonly created: string;
    readonly updated: string;
  };
  return { ...rest, fields: fields.map((field) => ({ ...field, key: newKey() })) };
}

/** A new collection: what the server begins one with, and a first field of its own. */
export function blankOf(scaffold: object, first: FieldDraft): Draft {
  const { id: _, ...draft } = draftOf(scaffold);
  const fields = withoutIds(draft.fields);
  if (draft.type === "view") return { ...draft, system: false, fields };
  const own = fields.findIndex(({ system }) => system !== true);
  return {
    ...draft,
    system: false,
    fields: fields.toSpliced(own < 0 ? fields.length : own, 0, first),
  };
}

/** The same of another type: what the old type brought along goes, what somebody added stays. */
export function asType(draft: Draft, scaffold: object): Draft {
  const own = draft.fields.filter(({ system, type }) => system !== true && type !== "autodate");
  const { id: _, ...blank } = draftOf(scaffold);
  const fields = withoutIds(blank.fields);
  const at = fields.findIndex(({ system }) => system !== true);
  return {
    ...blank,
    name: draft.name,
    system: false,
    fields: fields.toSpliced(at < 0 ? fields.length : at, 0, ...own),
  };
}

/** Those of the system keep theirs: they are known by them. */
function withoutIds(fields: readonly FieldDraft[]): FieldDraft[] {
  return fields.map((field) => {
    if (field.system === true) return field;
    const { id: _, ...rest } = field;
    return rest as FieldDraft;
  });
}

/** A new collection like another one: with fields, indexes and rules, and ids of its own. */
export function copyOf(collection: object, name: string): Draft {
  const { id: _, system: __, ...draft } = draftOf(collection);
  const indexes = draft.indexes?.flatMap((statement) =>
    isOfSystem(statement) ? [] : [statement.replace(/(INDEX\s+[`"[]?)(\w+)/i, `$1$2_${name}`)],
  );
  const fields = withoutIds(draft.fields);
  return { ...draft, name, system: false, fields, ...(indexes && { indexes }) };
}

/** What the server is sent: the draft without what is the page's alone. */
export function definitionOf({ system: _, fields, ...rest }: Draft): Definition {
  return {
    ...rest,
    fields: fields.map(({ key: _, ...field }) => field),
  } as Definition;
}

/**
 * What a change of a stored collection is sent: what says something else than before. Rules that are
 * left out follow the names of fields.
 */
export function changesOf(base: Draft, draft: Draft): Definition {
  const before = new Map(Object.entries(definitionOf(base)));
  const changed = Object.entries(definitionOf(draft)).filter(
    ([option, value]) =>
      option === "id" ||
      option === "name" ||
      JSON.stringify(before.get(option)) !== JSON.stringify(value),
  );
  return Object.fromEntries(changed) as Definition;
}

export function newField(type: FieldDraft["type"] = "text", name = ""): FieldDraft {
  return {
    key: newKey(),
    name,
    type,
    ...(type === "autodate" && { onCreate: true }),
  };
}

/** Indexes that people who sign in cannot do without: they come by themselves. */
export function isOfSystem(index: string): boolean {
  return /idx_(tokenKey|email)_/.test(index);
}

export function isSame(one: Draft, other: Draft): boolean {
  return JSON.stringify(definitionOf(one)) === JSON.stringify(definitionOf(other));
}

export function newKey(): string {
  return crypto.randomUUID();
}
