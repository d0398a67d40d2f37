import { Type } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { ifUpdatedInput, refuseStale } from "../../kernel/if-updated.ts";
import { operation } from "../../kernel/operation.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Collection } from "./collection.ts";
import {
  collectionOptions,
  collectionOutput,
  fieldChange,
  type FieldChange,
  fieldInput,
  type FieldInput,
} from "./collection-input.ts";
import { draftCollection, typeProblem } from "./draft-collection.ts";
import { presentCollection, withWarnings } from "./present-collection.ts";
import { newWarnings } from "./rule-warning.ts";
import { saveSchema } from "./save-schema.ts";
import { refuseOutside } from "./visible-collections.ts";

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
      type: Type.Optional(Type.String({ description: "As it is: it cannot change." })),
      addFields: Type.Optional(Type.Array(fieldInput, { description: "Fields to add." })),
      changeFields: Type.Optional(
        Type.Array(fieldChange, { description: "New options of fields; the others stay." }),
      ),
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
      ...ifUpdatedInput,
    },
    { additionalProperties: false },
  ),
  output: collectionOutput,
  http: "PATCH /collections/:collection",
  tool: {
    name: "alter_collection",
    title: "Alter collection",
    guidance: `addFields takes new fields, changeFields {name, …new options}, renameFields {from, to}; fields replaces all and drops the others' data. Fields and rules as in create_collection.`,
  },
  command: {
    positional: ["collection"],
    example: `vaultbase collections update posts --add-fields '[{"name":"views","type":"number"}]'`,
  },

  run: (context, input) =>
    context.storage.write(async (writer) => {
      const catalog = await context.services.catalogs.within(writer);
      const existing = catalog.get(input.collection, context.caller);
      refuseOutside(existing, context.caller);
      const { collection: _, if_updated, ...given } = input;
      refuseStale(`collection ${existing.name}`, existing, { if_updated });
      const fields = editFields(existing, given);
      const draft = draftCollection(
        context,
        catalog,
        fields ? { ...given, fields } : given,
        existing,
      );
      const plan = {
        existing,
        draft,
        problems: typeProblem(given, existing),
        // PocketBase's clients replace a field by another of its name; agents mean its type.
        replaces: context.request.door === "http",
      };
      const after = await saveSchema(context, writer, catalog, [plan]);
      const saved = after.get(draft.id);
      const warnings = newWarnings(context, catalog, saved);
      return withWarnings(presentCollection(saved), warnings);
    }),
});

interface FieldEdits {
  readonly fields?: readonly FieldInput[];
  readonly addFields?: readonly FieldInput[];
  readonly changeFields?: readonly FieldChange[];
  readonly renameFields?: readonly { readonly from: string; readonly to: string }[];
  readonly dropFields?: readonly string[];
}

/** The fields after all edits, which name them as they are now; undefined where nothing was said. */
function editFields(existing: Collection, edits: FieldEdits): FieldInput[] | undefined {
  const { addFields = [], changeFields = [], renameFields = [], dropFields = [] } = edits;
  if (
    existing.type === "view" &&
    (addFields.length > 0 || edits.changeFields || edits.renameFields || edits.dropFields)
  ) {
    throw new Failure("invalid", `The fields of ${existing.name} are its query's columns.`, {
      hint: "Change viewQuery instead: SELECT id, title AS headline FROM …",
    });
  }
  const edited = [...dropFields, ...renameFields.map(({ from }) => from)];
  edited.push(...changeFields.map(({ name }) => name));
  if (!edits.fields && addFields.length + edited.length === 0) return undefined;
  const base = edits.fields ?? existing.fields;
  for (const name of edited) {
    if (!base.some((field) => field.name === name)) throw unknownField(existing, name);
  }
  const names = new Map(renameFields.map(({ from, to }) => [from, to]));
  const changes = new Map(changeFields.map((change) => [change.name, change]));
  const kept = base
    .filter(({ name }) => !dropFields.includes(name))
    .map(
      (field) =>
        ({
          ...field,
          ...changes.get(field.name),
          name: names.get(field.name) ?? field.name,
        }) as FieldInput,
    );
  return [...kept, ...addFields];
}

function unknownField({ name: collection, fields }: Collection, name: string): Failure {
  const names = fields.map((field) => field.name);
  const near = nearest(name, names);
  return new Failure("invalid", `There is no field ${JSON.stringify(name)} in ${collection}.`, {
    hint: near ? `Did you mean ${near}?` : `Its fields are ${names.join(", ")}.`,
  });
}
