import type { Operand } from "../../lib/filter/ast.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import { findRelation } from "../records/relation-path.ts";

/** What an operand stands for, as far as warnings need to know. */
export type Meaning =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | AuthMeaning
  | { readonly kind: "body"; readonly name: string; readonly modifier: string }
  | { readonly kind: "header" | "asked" }
  | FieldMeaning
  | { readonly kind: "other" };

/** `@request.auth.role` */
export interface AuthMeaning {
  readonly kind: "auth";
  /** The first name, without a modifier. */
  readonly name: string;
  readonly text: string;
  /** Whether it is a list, taken as one value. */
  readonly list: boolean;
  /** Whether somebody who is signed in may have none. */
  readonly mayBeEmpty: boolean;
}

export interface FieldMeaning {
  readonly kind: "field";
  /** The collection of the last name. */
  readonly collection: Collection;
  readonly field: Field;
  readonly modifier: string;
  /** Whether there can be several values: then an operator without `?` is about all of them. */
  readonly several: boolean;
  /** Whether the value may be empty, or no record be there to have one. */
  readonly mayBeEmpty: boolean;
  /** Names before the last. */
  readonly steps: number;
}

/** `owner.name` in a rule of `collection`. */
export function meaningOf(catalog: Catalog, collection: Collection, operand: Operand): Meaning {
  if (operand.kind === "literal") return { kind: "literal", value: operand.value };
  if (operand.kind === "call") return { kind: "other" };
  const { text } = operand;
  const constant = constants.get(text.toLowerCase());
  if (constant !== undefined && !collection.fields.some((field) => field.name === text)) {
    return { kind: "literal", value: constant };
  }
  const names = text.split(".");
  const [root, part = "", name = "", ...rest] = names;
  if (root === "@request") {
    const [plain = "", modifier = ""] = name.split(":");
    if (part === "auth") return ofAuth(catalog, text, plain, modifier, rest);
    if (part === "body") return { kind: "body", name: plain, modifier };
    return { kind: part === "headers" ? "header" : "asked" };
  }
  if (root === "@collection") {
    const joined = catalog.find(part.split(":")[0] ?? "");
    const reached = joined && walk(catalog, joined, [name, ...rest]);
    return reached ? { ...reached, several: true } : { kind: "other" };
  }
  return walk(catalog, collection, names) ?? { kind: "other" };
}

/** Which kind of account it is, is not known: what holds for one of them counts. */
function ofAuth(
  catalog: Catalog,
  text: string,
  name: string,
  modifier: string,
  rest: readonly string[],
): AuthMeaning {
  const fields = catalog.collections
    .filter(({ auth }) => auth !== null)
    .flatMap((collection) => collection.fields.filter((field) => field.name === name));
  const plain = rest.length === 0 && modifier === "";
  return {
    kind: "auth",
    name,
    text,
    list: plain && fields.some((field) => isList(field)),
    mayBeEmpty: plain && fields.some((field) => !field.system && isOptional(field)),
  };
}

const constants: ReadonlyMap<string, true | false | null> = new Map<string, true | false | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function walk(
  catalog: Catalog,
  start: Collection,
  names: readonly string[],
): FieldMeaning | undefined {
  let collection = start;
  let several = false;
  let mayBeEmpty = false;
  for (const name of names.slice(0, -1)) {
    const relation = findRelation(catalog, collection, name);
    if (!relation) return undefined;
    several ||= relation.multiple;
    mayBeEmpty ||= relation.back || relation.field.required !== true;
    collection = relation.target;
  }
  const [last = "", modifier = ""] = (names.at(-1) ?? "").split(":");
  const field = collection.fields.find((each) => each.name === last);
  if (!field) return undefined;
  const each = modifier === "each" && fieldTypeOf(field).multiple(field);
  return {
    kind: "field",
    collection,
    field,
    modifier,
    several: several || each,
    mayBeEmpty: mayBeEmpty || isOptional(field),
    steps: names.length - 1,
  };
}

function isOptional(field: Field): boolean {
  return field.name !== "id" && field.type !== "autodate" && field.required !== true;
}

/** A list, compared as one value: its JSON text. */
export function isBareList(meaning: Meaning): boolean {
  if (meaning.kind === "auth") return meaning.list;
  return meaning.kind === "field" && meaning.modifier === "" && isList(meaning.field);
}

/** Lists by type, such as vectors, are compared as what they are. */
function isList(field: Field): boolean {
  return typeof field.maxSelect === "number" && fieldTypeOf(field).multiple(field);
}

export function isEmptyLiteral(meaning: Meaning): boolean {
  return meaning.kind === "literal" && (meaning.value === "" || meaning.value === null);
}
