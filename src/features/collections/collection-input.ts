import { type Static, Type } from "@sinclair/typebox";
import { authInput } from "./auth-input.ts";
import { fieldTypeNames, type FieldTypeName } from "./field.ts";

const rule = (what: string) =>
  Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description: `Who may ${what}: null superusers only, "" everyone, else a filter.`,
    }),
  );

const fieldName = Type.String({ description: "Letters, digits and _." });

/** What fields may be told besides name and type; which count depends on the type. */
const fieldOptions = {
  required: Type.Optional(Type.Boolean()),
  hidden: Type.Optional(Type.Boolean({ description: "Only superusers see it." })),
  help: Type.Optional(Type.String({ description: "What the field means." })),
  min: Type.Optional(Type.Unknown({ description: "Smallest number, length or date." })),
  max: Type.Optional(Type.Unknown({ description: "Largest number, length or date." })),
  values: Type.Optional(Type.Array(Type.String(), { description: "select: the choices." })),
  maxSelect: Type.Optional(
    Type.Integer({ description: "select, relation, file: above 1 makes a list." }),
  ),
  collectionId: Type.Optional(
    Type.String({ description: "relation: the target collection's name or id." }),
  ),
  cascadeDelete: Type.Optional(Type.Boolean({ description: "relation: goes with its target." })),
  onlyInt: Type.Optional(Type.Boolean({ description: "number: whole numbers." })),
  pattern: Type.Optional(Type.String({ description: "text: regular expression." })),
  dimensions: Type.Optional(Type.Integer({ description: "vector: its length." })),
  onCreate: Type.Optional(Type.Boolean({ description: "autodate." })),
  onUpdate: Type.Optional(Type.Boolean({ description: "autodate." })),
};

/** One field as callers write it. */
export const fieldInput = Type.Object(
  {
    name: fieldName,
    type: Type.Unsafe<FieldTypeName>(Type.String({ enum: [...fieldTypeNames] })),
    id: Type.Optional(Type.String({ description: "Of an existing field: keeps its data." })),
    system: Type.Optional(Type.Boolean()),
    ...fieldOptions,
  },
  { additionalProperties: true },
);
export type FieldInput = Static<typeof fieldInput>;

/** What an agent has to know of fields and rules, in as few words as do. */
export const fieldGuidance = `A field is {name, type, required, help} and, by type: text max, pattern; number min, max, onlyInt; select values, maxSelect; relation collectionId (a collection's name), maxSelect, cascadeDelete; file maxSize, maxSelect, mimeTypes, thumbs, protected; vector dimensions; also bool, email, url, editor, date, autodate, json, geoPoint. Rules: null superusers only, "" everybody, else a filter: author = @request.auth.id.`;

/** New options for a field that is there; the others stay. */
export const fieldChange = Type.Object(
  { name: fieldName, ...fieldOptions },
  { additionalProperties: true },
);
export type FieldChange = Static<typeof fieldChange>;

/** What creating and altering a collection both take. */
export const collectionOptions = {
  listRule: rule("list records"),
  viewRule: rule("see a record"),
  createRule: rule("create"),
  updateRule: rule("update"),
  deleteRule: rule("delete"),
  indexes: Type.Optional(
    Type.Array(Type.String(), { description: "CREATE INDEX statements; all of them." }),
  ),
  search: Type.Optional(
    Type.Union(
      [
        Type.Object({ fields: Type.Array(Type.String()) }, { additionalProperties: false }),
        Type.Null(),
      ],
      { description: 'Full-text search: {"fields":["title"]} to look in; null for none.' },
    ),
  ),
  viewQuery: Type.Optional(
    Type.String({ description: "view: SELECT id, … FROM collections; makes the fields." }),
  ),
  authRule: rule("sign in (auth collections)"),
  manageRule: rule("manage others' accounts (auth collections)"),
  ...authInput,
};

/** A collection in full, as `collections.import` reads it and `collections.export` writes it. */
export const collectionDefinition = Type.Object({
  id: Type.Optional(Type.String()),
  name: Type.String(),
  type: Type.Optional(Type.String()),
  fields: Type.Optional(Type.Array(fieldInput)),
  ...collectionOptions,
});
export type CollectionGiven = Partial<Static<typeof collectionDefinition>>;

/** A collection as the wire has it. */
export const collectionOutput = Type.Object(
  { id: Type.String(), name: Type.String(), type: Type.String() },
  { additionalProperties: Type.Unknown() },
);
