import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { type Collection, ruleNames } from "./collection.ts";
import type { Field } from "./field.ts";
import { fieldTypeOf } from "./field-types.ts";
import { searchedFields } from "./search-option.ts";
import { isVisible, visibleCollections } from "./visible-collections.ts";

/** One collection for somebody who is about to read or write it: only what is not the default. */
export const describeCollection = operation({
  name: "collections.describe",
  summary: "Describe a collection: fields with types and limits, relations, indexes, rules.",
  access: "byRules",
  scope: "read:schema",
  effect: "read",
  input: Type.Object(
    { collection: Type.String({ description: "Name or id." }) },
    { additionalProperties: false },
  ),
  output: Type.Object({
    name: Type.String(),
    type: Type.String(),
    fields: Type.Array(
      Type.Object(
        { name: Type.String(), type: Type.String() },
        { additionalProperties: Type.Unknown() },
      ),
    ),
    /** Back relations, as filters and expand name them. */
    referencedBy: Type.Array(Type.String()),
    indexes: Type.Array(Type.String()),
    /** The fields that `search` looks in. */
    search: Type.Optional(Type.Array(Type.String())),
    rules: Type.Optional(Type.Object({}, { additionalProperties: Type.Unknown() })),
  }),
  http: "GET /schema/:collection",
  tool: { name: "describe_collection", title: "Describe collection" },
  command: { positional: ["collection"], example: "vaultbase collections describe movies" },

  async run(context, input) {
    const catalog = await context.services.catalogs.current();
    const { caller } = context;
    const collection = catalog.get(input.collection, caller);
    if (!isVisible(collection, caller)) throw catalog.missing(input.collection, caller);
    const fields = collection.fields
      .filter((field) => caller.superuser || !field.hidden)
      .filter((field) => field.type !== "password" && field.name !== "tokenKey")
      .map((field) => describeField(visibleCollections(catalog, caller), field));
    const referencedBy = visibleCollections(catalog, caller).flatMap((from) =>
      from.fields
        .filter((field) => field.collectionId === collection.id)
        .map((field) => `${from.name}_via_${field.name}`),
    );
    const { name, type, indexes } = collection;
    const search = searchedFields(collection, caller).map((field) => field.name);
    const described = {
      name,
      type,
      fields,
      referencedBy,
      indexes: [...indexes],
      ...(search.length > 0 && { search }),
    };
    if (!caller.superuser) return described;
    const rules = Object.fromEntries(ruleNames.map((rule) => [rule, collection[rule]]));
    return { ...described, rules };
  },
});

function describeField(visible: readonly Collection[], field: Field) {
  const { options } = fieldTypeOf(field);
  const said = Object.entries(options)
    .filter(([name]) => name !== "primaryKey" && name !== "autogeneratePattern")
    .map(([name, schema]) => [name, field[name], schema.default] as const)
    .filter(([, value, usual]) => JSON.stringify(value) !== JSON.stringify(usual))
    .map(([name, value]) =>
      name === "collectionId" ? ["collection", targetName(visible, value)] : [name, value],
    );
  return {
    name: field.name,
    type: field.type,
    ...(field.help !== "" && { help: field.help }),
    ...(field.hidden && { hidden: true }),
    ...(Object.fromEntries(said) as Record<string, unknown>),
  };
}

/** By name where the caller may know it. */
function targetName(visible: readonly Collection[], id: unknown): string {
  return visible.find((each) => each.id === id)?.name ?? String(id);
}
