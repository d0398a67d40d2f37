import type { Caller } from "../../kernel/caller.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import {
  createSchema,
  fieldSchema,
  recordFields,
  updateSchema,
} from "../collections/record-schema.ts";
import { expansionsOf } from "../records/expansions.ts";
import { interfaceOf, schemaType, type Member } from "./schema-type.ts";

export interface TypesAsked {
  readonly catalog: Catalog;
  readonly collection: Collection;
  readonly caller: Caller;
  /** What each collection's types begin with, by the collection's id. */
  readonly names: ReadonlyMap<string, string>;
  /** The collections that have types. */
  readonly known: readonly Collection[];
}

/** `PostsRecord`, `PostsExpand`, `PostsCreate` and `PostsUpdate`. */
export function collectionTypes(asked: TypesAsked): string {
  const { collection, names } = asked;
  const name = nameOf(names, collection);
  const expand = expandMembers(asked);
  const generics = genericsOf(asked);
  return [
    interfaceOf(`${name}Record${generics}`, recordMembers(asked, expand.length > 0)),
    ...(expand.length > 0 ? [interfaceOf(`${name}Expand`, expand)] : []),
    ...(isWritable(collection)
      ? [
          interfaceOf(`${name}Create${generics}`, createMembers(asked)),
          interfaceOf(`${name}Update${generics}`, updateMembers(asked)),
        ]
      : []),
  ].join("\n");
}

export function nameOf(names: ReadonlyMap<string, string>, { id }: Collection): string {
  return names.get(id) ?? id;
}

/** Views have nothing to write. */
export function isWritable(collection: Collection): boolean {
  return collection.type !== "view";
}

/** Json fields hold what the program says they hold: `PostsRecord<{ seen: boolean }>`. */
function genericsOf({ collection, caller }: TypesAsked): string {
  const names = recordFields(collection, sees(caller))
    .filter(({ type }) => type === "json")
    .map((field) => `${genericName(field)} = unknown`);
  return names.length > 0 ? `<${names.join(", ")}>` : "";
}

function genericName({ name }: Field): string {
  return `T${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function recordMembers({ collection, caller, names }: TypesAsked, expands: boolean): Member[] {
  const name = nameOf(names, collection);
  const fields = recordFields(collection, sees(caller)).map((field): Member => {
    const hidden = field.hidden ? "Hidden: only superusers see it." : "";
    const ownEmail = collection.auth && field.name === "email";
    return {
      name: field.name,
      type: readType(field),
      optional: field.hidden || ownEmail === true,
      comment: [fieldSchema(field).description, hidden].filter(Boolean).join(" "),
    };
  });
  return [
    { name: "collectionId", type: "string" },
    { name: "collectionName", type: JSON.stringify(collection.name) },
    ...fields,
    ...(expands ? [{ name: "expand", type: `${name}Expand`, optional: true }] : []),
  ];
}

/** Reading gives "" where nothing was chosen. */
function readType(field: Field): string {
  const type = valueType(field);
  const mayBeEmpty = field.type === "select" && !isMultiple(field) && field.required !== true;
  return mayBeEmpty ? `${type} | ""` : type;
}

function valueType(field: Field): string {
  return field.type === "json" ? genericName(field) : schemaType(fieldSchema(field));
}

function isMultiple(field: Field): boolean {
  return fieldTypeOf(field).multiple(field);
}

function createMembers({ collection, caller }: TypesAsked): Member[] {
  const { properties, required = [] } = createSchema(collection, sees(caller));
  const needed = new Set<string>(required);
  return Object.keys(properties).flatMap((name) => {
    const field = collection.fields.find((each) => each.name === name);
    const member: Member = {
      name,
      type: field ? writeType(field) : "string",
      optional: !needed.has(name),
      comment: properties[name]?.description,
    };
    const generated = field?.type === "text" && field.autogeneratePattern !== "" && name !== "id";
    return generated
      ? [member, { name: `${name}:autogenerate`, type: "string", optional: true }]
      : [member];
  });
}

function updateMembers({ collection, caller }: TypesAsked): Member[] {
  const { properties } = updateSchema(collection, sees(caller));
  const members = Object.keys(properties).flatMap((name): Member[] => {
    const field = collection.fields.find((each) => each.name === name);
    const type = field ? writeType(field) : "string";
    const comment = properties[name]?.description;
    const member: Member = { name, type, optional: true, comment };
    return field ? [member, ...modifiers(field)] : [member];
  });
  if (!collection.auth) return members;
  const comment = "Needed where people change their own password.";
  return [...members, { name: "oldPassword", type: "string", optional: true, comment }];
}

/** What is chosen may be taken back. */
function writeType(field: Field): string {
  const type = valueType(field);
  if (field.type === "file")
    return isMultiple(field) ? "(File | Blob | string)[]" : "File | Blob | string | null";
  return field.type === "select" && field.required !== true && !isMultiple(field)
    ? `${type} | ""`
    : type;
}

/** `views+`: 1 adds to it; `+tags`, `tags+` and `tags-` put before, after, and take away. */
function modifiers(field: Field): Member[] {
  const modifier = (name: string, type: string): Member => ({ name, type, optional: true });
  const { name } = field;
  if (field.type === "number")
    return [modifier(`${name}+`, "number"), modifier(`${name}-`, "number")];
  if (!isMultiple(field)) return [];
  const list = writeType(field);
  const one = list.replace(/\[\]$/, "");
  const type = `${one} | ${list}`;
  return [modifier(`${name}+`, type), modifier(`+${name}`, type), modifier(`${name}-`, type)];
}

function expandMembers({ catalog, collection, caller, names, known }: TypesAsked): Member[] {
  return expansionsOf(catalog, collection, caller)
    .filter(({ target }) => known.includes(target))
    .map(({ name, target, multiple }) => ({
      name,
      type: `${nameOf(names, target)}Record${multiple ? "[]" : ""}`,
      optional: true,
    }));
}

function sees({ superuser }: Caller): "open" | "all" {
  return superuser ? "all" : "open";
}
