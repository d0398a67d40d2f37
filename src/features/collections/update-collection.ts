import { Type } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { nearest } from "../../lib/nearest.ts";
import { checkCollection } from "./check-collection.ts";
import type { Collection } from "./collection.ts";
import {
  collectionOptions,
  collectionOutput,
  fieldInput,
  type FieldInput,
} from "./collection-input.ts";
import { draftCollection } from "./draft-collection.ts";
import { presentCollection } from "./present-collection.ts";
import { saveCollection } from "./save-collection.ts";

const renaming = Type.Object(
  { from: Type.String(), to: Type.String() },
  { additionalProperties: false },
);

/** Changes a collection and its table; fields are known by their ids, so a rename keeps their data. */
export const updateCollection = operation({
  name: "collections.update",
  summary: "Change a collection: its name, fields, rules or indexes.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  input: Type.Object(
    {
      collection: Type.String({ description: "Name or id." }),
      name: Type.Optional(Type.String({ description: "A new name." })),
      addFields: Type.Optional(Type.Array(fieldInput, { description: "Fields to add." })),
      renameFields: Type.Optional(Type.Array(renaming, { description: "Keeps their data." })),
      dropFields: Type.Optional(
        Type.Array(Type.String(), { description: "Names; their data is gone." }),
      ),
      fields: Type.Optional(
        Type.Array(fieldInput, {
          description: "All fields as they shall be; one left out is dropped with its data.",
        }),
      ),
      ...collectionOptions,
    },
    { additionalProperties: false },
  ),
  output: collectionOutput,
  http: "PATCH /collections/:collection",
  tool: { name: "alter_collection", title: "Alter collection" },
  command: {
    positional: ["collection"],
    example: `vaultbase collections update posts --add-fields '[{"name":"views","type":"number"}]'`,
  },

  run: (context, input) =>
    context.storage.write(async (writer) => {
      const catalog = await context.services.catalogs.within(writer);
      const existing = catalog.get(input.collection);
      const { collection: _, addFields, renameFields, dropFields, fields, ...given } = input;
      const next = editFields(existing, fields, addFields, renameFields, dropFields);
      const draft = draftCollection(
        context,
        catalog,
        next ? { ...given, fields: next } : given,
        existing,
      );
      const followed = followRenames(existing, draft);
      await checkCollection(context, writer, catalog, followed, existing);
      await saveCollection(context, writer, existing, followed);
      return presentCollection(followed);
    }),
});

/** The fields after renaming, dropping and adding, or undefined where nothing was said of them. */
function editFields(
  existing: Collection,
  given: readonly FieldInput[] | undefined,
  added: readonly FieldInput[] = [],
  renamed: readonly { from: string; to: string }[] = [],
  dropped: readonly string[] = [],
): FieldInput[] | undefined {
  if (!given && added.length + renamed.length + dropped.length === 0) return undefined;
  const base = given ?? existing.fields;
  for (const name of [...dropped, ...renamed.map((each) => each.from)]) {
    if (!base.some((field) => field.name === name)) throw unknownField(existing, name);
  }
  const names = new Map(renamed.map((each) => [each.from, each.to]));
  const kept = base
    .filter((field) => !dropped.includes(field.name))
    .map((field) => ({ ...field, name: names.get(field.name) ?? field.name }) as FieldInput);
  return [...kept, ...added];
}

function unknownField({ name: collection, fields }: Collection, name: string): Failure {
  const names = fields.map((field) => field.name);
  const near = nearest(name, names);
  return new Failure("invalid", `There is no field ${JSON.stringify(name)} in ${collection}.`, {
    hint: near ? `Did you mean ${near}?` : `Its fields are ${names.join(", ")}.`,
  });
}

/** Indexes go with their table and their fields, as long as nobody gave them anew. */
function followRenames(existing: Collection, draft: Collection): Collection {
  if (draft.indexes.some((index) => !existing.indexes.includes(index))) return draft;
  let indexes = draft.indexes;
  for (const field of existing.fields) {
    const next = draft.fields.find((each) => each.id === field.id);
    const quoted = new RegExp(`([\`"\\[(, ])${field.name}([\`"\\]), ])`, "g");
    if (!next) indexes = indexes.filter((index) => !quoted.test(index.slice(index.indexOf("("))));
    else if (next.name !== field.name) {
      indexes = indexes.map((index) => index.replace(quoted, `$1${next.name}$2`));
    }
  }
  if (draft.name === existing.name) return { ...draft, indexes };
  const onTable = new RegExp(`( ON [\`"\\[]?)${existing.name}([\`"\\]]? ?\\()`, "i");
  return { ...draft, indexes: indexes.map((index) => index.replace(onTable, `$1${draft.name}$2`)) };
}
