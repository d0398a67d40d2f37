import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { operation } from "../../kernel/operation.ts";
import type { Writer } from "../../kernel/storage.ts";
import type { Catalog } from "./catalog.ts";
import { checkCollection } from "./check-collection.ts";
import type { FieldInput } from "./collection-input.ts";
import { type CollectionGiven, draftCollection } from "./draft-collection.ts";
import { removeCollection, saveCollection } from "./save-collection.ts";

/** Brings in definitions as `collections.export` gives them, all or none. */
export const importCollections = operation({
  name: "collections.import",
  summary: "Create or change collections from their definitions, all or none.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  input: Type.Object(
    {
      collections: Type.Array(
        Type.Object({ name: Type.String() }, { additionalProperties: Type.Unknown() }),
      ),
      deleteMissing: Type.Optional(
        Type.Boolean({ description: "Also delete collections and fields that are not named." }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  http: "PUT /collections/import",

  run: (context, input) =>
    context.storage.write(async (writer) => {
      const within = () => context.services.catalogs.within(writer);
      const given = input.collections as readonly CollectionGiven[];
      // Shells first, so that collections may relate to each other in any order.
      for (const each of given) await makeShell(context, writer, await within(), each);
      for (const each of given) {
        await complete(context, writer, await within(), each, input.deleteMissing ?? false);
      }
      if (input.deleteMissing) await deleteOthers(context, writer, await within(), given);
      return {};
    }),
});

async function makeShell(
  context: Context,
  writer: Writer,
  catalog: Catalog,
  given: CollectionGiven,
): Promise<void> {
  if (find(catalog, given)) return;
  const { id, name, type, fields = [] } = given;
  const plain = fields.filter((field) => field.type !== "relation");
  const shell = { ...(id && { id }), ...(name && { name }), ...(type && { type }), fields: plain };
  const draft = draftCollection(context, catalog, shell, null, false);
  await checkCollection(context, writer, catalog, draft, null);
  await saveCollection(context, writer, null, draft);
}

async function complete(
  context: Context,
  writer: Writer,
  catalog: Catalog,
  given: CollectionGiven,
  deleteMissing: boolean,
): Promise<void> {
  const existing = find(catalog, given) ?? null;
  const left = deleteMissing ? [] : (existing?.fields ?? []);
  const fields = given.fields && [
    ...given.fields,
    ...left
      .filter(
        (field) => !given.fields!.some(({ id, name }) => id === field.id || name === field.name),
      )
      .map((field) => ({ ...field }) as FieldInput),
  ];
  const draft = draftCollection(context, catalog, fields ? { ...given, fields } : given, existing);
  await checkCollection(context, writer, catalog, draft, existing);
  await saveCollection(context, writer, existing, draft);
}

async function deleteOthers(
  context: Context,
  writer: Writer,
  catalog: Catalog,
  given: readonly CollectionGiven[],
): Promise<void> {
  const kept = new Set(given.map((each) => find(catalog, each)?.id));
  for (const collection of catalog.collections) {
    if (collection.system || kept.has(collection.id)) continue;
    await removeCollection(context, writer, collection);
  }
}

function find(catalog: Catalog, { id, name }: CollectionGiven) {
  return (id ? catalog.find(id) : undefined) ?? (name ? catalog.find(name) : undefined);
}
