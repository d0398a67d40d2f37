import { Type } from "@sinclair/typebox";
import { fieldTypeNames, type FieldTypeName } from "./field.ts";

const rule = (what: string) =>
  Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description: `Who may ${what}: null superusers only, "" everyone, else a filter.`,
    }),
  );

/** One field as callers write it; which options count depends on its type. */
export const fieldInput = Type.Object(
  {
    name: Type.String({ description: "Letters, digits and _." }),
    type: Type.Unsafe<FieldTypeName>(Type.String({ enum: [...fieldTypeNames] })),
    id: Type.Optional(Type.String({ description: "Of an existing field: keeps its data." })),
    required: Type.Optional(Type.Boolean()),
    system: Type.Optional(Type.Boolean()),
    hidden: Type.Optional(Type.Boolean({ description: "Only superusers see it." })),
    help: Type.Optional(Type.String({ description: "What the field means." })),
    min: Type.Optional(Type.Unknown({ description: "Smallest number, length or date." })),
    max: Type.Optional(Type.Unknown({ description: "Largest number, length or date." })),
    values: Type.Optional(Type.Array(Type.String(), { description: "select: the choices." })),
    maxSelect: Type.Optional(
      Type.Integer({ minimum: 0, description: "select, relation: above 1 makes a list." }),
    ),
    collectionId: Type.Optional(
      Type.String({ description: "relation: the target collection's name or id." }),
    ),
    cascadeDelete: Type.Optional(Type.Boolean({ description: "relation: goes with its target." })),
    onlyInt: Type.Optional(Type.Boolean({ description: "number: whole numbers." })),
    pattern: Type.Optional(Type.String({ description: "text: regular expression." })),
    dimensions: Type.Optional(Type.Integer({ minimum: 0, description: "vector: its length." })),
    onCreate: Type.Optional(Type.Boolean({ description: "autodate." })),
    onUpdate: Type.Optional(Type.Boolean({ description: "autodate." })),
  },
  { additionalProperties: true },
);

export type FieldInput = (typeof fieldInput)["static"];

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
  authRule: rule("sign in (auth collections)"),
  manageRule: rule("manage others' accounts (auth collections)"),
  passwordAuth: Type.Optional(Type.Object({}, { additionalProperties: true })),
  authToken: Type.Optional(Type.Object({}, { additionalProperties: true })),
};

/** A collection as the wire has it. */
export const collectionOutput = Type.Object(
  { id: Type.String(), name: Type.String(), type: Type.String() },
  { additionalProperties: Type.Unknown() },
);
