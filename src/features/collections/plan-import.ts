import { Value } from "@sinclair/typebox/value";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import type { Catalog } from "./catalog.ts";
import type { Collection, Plan } from "./collection.ts";
import { collectionDefinition, type CollectionGiven, type FieldInput } from "./collection-input.ts";
import { draftCollection, typeProblem } from "./draft-collection.ts";

/** What bringing in definitions comes to: collections to save, and those to remove. */
export interface ImportPlan {
  readonly plans: readonly Plan[];
  readonly removed: readonly Collection[];
}

export interface ImportOptions {
  /** Collections that are not named go. */
  readonly deleteMissing: boolean;
  /** Fields that a definition leaves out go. */
  readonly dropFields: boolean;
  /** What to throw instead of what was thrown about the definition at this position. */
  explain(position: number, thrown: unknown): unknown;
}

/** All drafts at once: names are made known first, so that collections relate in any order. */
export function planImport(
  context: Context,
  before: Catalog,
  definitions: readonly Readonly<Record<string, unknown>>[],
  { deleteMissing, dropFields, explain }: ImportOptions,
): ImportPlan {
  const each = <R>(position: number, work: () => R): R => {
    try {
      return work();
    } catch (thrown) {
      throw explain(position, thrown);
    }
  };
  const given = definitions.map((one, position) => each(position, () => readDefinition(one)));
  const removed = deleteMissing ? notNamed(before, given) : [];
  const left = before.without(new Set(removed.map(({ id }) => id)));
  const named = given.reduce((known, one, position) => {
    const { fields: _, indexes: __, ...header } = one;
    const existing = find(left, one);
    return known.with(
      each(position, () => draftCollection(context, known, header, existing, false)),
    );
  }, left);
  const plans = given.map((one, position) =>
    each(position, (): Plan => {
      const existing = find(left, one);
      const fields = withFieldsLeft(one.fields, existing, dropFields);
      const whole = fields ? { ...one, fields } : one;
      const draft = draftCollection(context, named, whole, existing, false);
      return { existing, draft, problems: typeProblem(one, existing), replaces: dropFields };
    }),
  );
  return { plans, removed };
}

/** Whatever else an export holds (dates, options of other versions) is left alone. */
export function readDefinition(given: Readonly<Record<string, unknown>>): CollectionGiven {
  if (Value.Check(collectionDefinition, given)) return given;
  const error = Value.Errors(collectionDefinition, given).First();
  const path = error?.path.slice(1).replaceAll("/", ".") ?? "";
  throw new Failure("invalid", `${path}: ${error?.message}`);
}

/** Fields that are not named stay, unless missing ones are to go; those of the system always do. */
function withFieldsLeft(
  given: readonly FieldInput[] | undefined,
  existing: Collection | null,
  dropFields: boolean,
): FieldInput[] | undefined {
  if (!given) return undefined;
  const ids = new Set(given.map(({ id }) => id));
  const names = new Set(given.map(({ name }) => name.toLowerCase()));
  const left = (existing?.fields ?? []).filter(
    ({ id, name, system }) =>
      (system || !dropFields) && !ids.has(id) && !names.has(name.toLowerCase()),
  );
  return [...given, ...left];
}

function notNamed({ collections }: Catalog, given: readonly CollectionGiven[]): Collection[] {
  const ids = new Set(given.map(({ id }) => id));
  const names = new Set(given.map(({ name }) => name?.toLowerCase()));
  return collections.filter(
    ({ system, id, name }) => !system && !ids.has(id) && !names.has(name.toLowerCase()),
  );
}

function find(catalog: Catalog, { id, name }: CollectionGiven): Collection | null {
  return (id ? catalog.find(id) : undefined) ?? (name ? catalog.find(name) : undefined) ?? null;
}
