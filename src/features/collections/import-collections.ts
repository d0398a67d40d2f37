import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import type { Catalog } from "./catalog.ts";
import type { Collection, Plan } from "./collection.ts";
import { collectionDefinition, type CollectionGiven, type FieldInput } from "./collection-input.ts";
import { draftCollection, typeProblem } from "./draft-collection.ts";
import { problem } from "./fields/casting.ts";
import { saveSchema } from "./save-schema.ts";

/** Brings in definitions as `collections.export` gives them, all or none. */
export const importCollections = operation({
  name: "collections.import",
  summary: "Create or change collections from their definitions, all or none.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  reach: "everything",
  input: Type.Object(
    {
      collections: Type.Array(
        Type.Object(
          { name: Type.Optional(Type.String()) },
          { additionalProperties: Type.Unknown() },
        ),
        { minItems: 1 },
      ),
      deleteMissing: Type.Optional(
        Type.Boolean({ description: "Also delete collections and fields that are not named." }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  http: "PUT /collections/import",
  command: {
    positional: [],
    example: "vaultbase collections import --collections @collections.json",
  },

  async run(context, input) {
    const given = input.collections.map(readDefinition);
    return context.storage.write(async (writer) => {
      const before = await context.services.catalogs.within(writer);
      const missing = input.deleteMissing ? notNamed(before, given) : [];
      const left = before.without(new Set(missing.map(({ id }) => id)));
      const plans = planAll(context, left, given, input.deleteMissing ?? false);
      await saveSchema(context, writer, before, plans, missing, ({ draft }, thrown) =>
        asImportFailure(draft.name, thrown),
      );
      return {};
    });
  },
});

/** Whatever else an export holds (dates, options of other versions) is left alone. */
function readDefinition(given: Readonly<Record<string, unknown>>): CollectionGiven {
  if (Value.Check(collectionDefinition, given)) return given;
  const error = Value.Errors(collectionDefinition, given).First();
  const path = error?.path.slice(1).replaceAll("/", ".") ?? "";
  throw importFailure(String(given.name ?? "a collection"), `${path}: ${error?.message}`);
}

/** All drafts at once: names are made known first, so that collections relate in any order. */
function planAll(
  context: Context,
  catalog: Catalog,
  given: readonly CollectionGiven[],
  deleteMissing: boolean,
): Plan[] {
  const named = given.reduce((known, each) => {
    const { fields: _, indexes: __, ...header } = each;
    const stub = draftCollection(context, known, header, find(catalog, each), false);
    return known.with(stub);
  }, catalog);
  return given.map((each) => {
    const existing = find(catalog, each);
    const fields = withFieldsLeft(each.fields, existing, deleteMissing);
    const whole = fields ? { ...each, fields } : each;
    try {
      const draft = draftCollection(context, named, whole, existing, false);
      const problems = typeProblem(each, existing);
      return { existing, draft, problems, replaces: deleteMissing };
    } catch (thrown) {
      throw asImportFailure(String(each.name), thrown);
    }
  });
}

/** Fields that are not named stay, unless missing ones are to go; those of the system always do. */
function withFieldsLeft(
  given: readonly FieldInput[] | undefined,
  existing: Collection | null,
  deleteMissing: boolean,
): FieldInput[] | undefined {
  if (!given) return undefined;
  const ids = new Set(given.map(({ id }) => id));
  const names = new Set(given.map(({ name }) => name.toLowerCase()));
  const left = (existing?.fields ?? []).filter(
    ({ id, name, system }) =>
      (system || !deleteMissing) && !ids.has(id) && !names.has(name.toLowerCase()),
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

function asImportFailure(name: string, thrown: unknown): unknown {
  if (!(thrown instanceof Failure) || thrown.code !== "invalid") return thrown;
  return importFailure(name, thrown.hint ?? thrown.message);
}

function importFailure(name: string, reason: string): Failure {
  const message = `${name}: ${reason}`;
  return new Failure("invalid", "Failed to import collections.", {
    hint: `${message} Nothing was imported.`,
    problems: { collections: problem("validation_collections_import_failure", message) },
  });
}

function find(catalog: Catalog, { id, name }: CollectionGiven): Collection | null {
  return (id ? catalog.find(id) : undefined) ?? (name ? catalog.find(name) : undefined) ?? null;
}
