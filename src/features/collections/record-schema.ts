import { Type, type TObject, type TSchema } from "@sinclair/typebox";
import type { Collection } from "./collection.ts";
import type { Field } from "./field.ts";
import { fieldTypeOf } from "./field-types.ts";

/** The only translation of a collection into a schema: tools, OpenAPI and generated types use it. */

/** Superusers see hidden fields, too. */
export type Sees = "open" | "all";

/**
 * What reading a record gives. Nothing is required, since `fields` may leave anything out; and there
 * are types and words but no limits: empty values, and those older than a limit, are read as well.
 */
export function recordSchema(collection: Collection, sees: Sees = "open"): TObject {
  const properties = recordFields(collection, sees).map(
    (field) => [field.name, Type.Optional(withoutLimits(fieldSchema(field)))] as const,
  );
  return Type.Object(Object.fromEntries(properties), { additionalProperties: true });
}

/** What creating one takes. */
export function createSchema(collection: Collection, sees: Sees = "open"): TObject {
  const properties = writableFields(collection, sees).map((field) => {
    const needed = field.required === true && field.type !== "bool" && field.name !== "id";
    return [field.name, needed ? inputSchema(field) : Type.Optional(inputSchema(field))] as const;
  });
  return Type.Object(Object.fromEntries([...properties, ...passwords(collection, true)]), {
    additionalProperties: false,
  });
}

/** What updating one takes: every field may stay as it is. */
export function updateSchema(collection: Collection, sees: Sees = "open"): TObject {
  const properties = writableFields(collection, sees)
    .filter((field) => field.name !== "id")
    .map((field) => [field.name, Type.Optional(inputSchema(field))] as const);
  return Type.Object(Object.fromEntries([...properties, ...passwords(collection, false)]), {
    additionalProperties: false,
  });
}

/** What may be given for a field. */
function inputSchema(field: Field): TSchema {
  return fieldSchema(field, fieldTypeOf(field).input?.(field));
}

/** The fields that reading shows; secrets never. */
export function recordFields({ fields }: Collection, sees: Sees): Field[] {
  return fields.filter(
    (field) =>
      (sees === "all" || !field.hidden) && field.type !== "password" && field.name !== "tokenKey",
  );
}

function writableFields(collection: Collection, sees: Sees): Field[] {
  return recordFields(collection, sees).filter((field) => field.type !== "autodate");
}

function passwords(collection: Collection, needed: boolean): [string, TSchema][] {
  const { auth, fields } = collection;
  if (!auth) {
    return fields
      .filter(({ type }) => type === "password")
      .map((field): [string, TSchema] => [
        field.name,
        needed && field.required === true ? fieldSchema(field) : Type.Optional(fieldSchema(field)),
      ]);
  }
  const password = Type.String({ description: "At least 8 characters." });
  const names = ["password", "passwordConfirm"];
  return names.map((name) => [name, needed ? password : Type.Optional(password)]);
}

const limitNames = new Set([
  ...["enum", "format", "pattern", "minLength", "maxLength"],
  ...["minimum", "maximum", "minItems", "maxItems"],
]);

function withoutLimits(schema: TSchema): TSchema {
  const open = { ...schema };
  for (const name of limitNames) delete open[name];
  if (open.items) open.items = withoutLimits(open.items);
  if (open.properties) {
    open.properties = Object.fromEntries(
      Object.entries<TSchema>(open.properties).map(([name, each]) => [name, withoutLimits(each)]),
    );
  }
  return open;
}

/** A field's value, with its help and its type's limits. */
export function fieldSchema(
  field: Field,
  schema: TSchema = fieldTypeOf(field).schema(field),
): TSchema {
  const description = [field.help, schema.description].filter(Boolean).join(" ");
  return description ? { ...schema, description } : schema;
}
