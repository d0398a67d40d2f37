import type { Caller } from "../../kernel/caller.ts";
import { Value } from "@sinclair/typebox/value";
import type { Problem, Problems } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { Catalog } from "./catalog.ts";
import { between } from "./check-auth.ts";
import type { Collection, Plan } from "./collection.ts";
import type { Field } from "./field.ts";
import { fieldTypeOf } from "./field-types.ts";
import { blank, problem } from "./fields/casting.ts";
import { checkIdentifier } from "./identifier-rules.ts";
import { systemFieldsOf } from "./system-fields.ts";

/** Problems by position in the draft's list: `{ fields: { 2: { name: … } } }`, or nothing. */
export function checkFields(
  caller: Caller,
  catalog: Catalog,
  { draft, existing, replaces = false }: Plan,
): Record<string, Problem | Problems> {
  if (draft.fields.length > limits.collectionFields) {
    const params = { max: limits.collectionFields };
    const message = `At most ${limits.collectionFields} fields, not ${draft.fields.length}.`;
    return { fields: problem("validation_length_too_long", message, params) };
  }
  const lost = existing?.fields.find((field) => field.system && !isKept(field, draft));
  if (lost) return { fields: systemFieldsStay(lost) };
  const fields: Record<string, Problems> = {};
  const names = new Set<string>();
  const ids = new Set<string>();
  draft.fields.forEach((field, position) => {
    const before = existing?.fields.find((each) => each.id === field.id);
    const problems: Record<string, Problem | Problems> = {
      ...checkId(field, ids),
      ...checkName(draft, field, names),
      ...checkOptions(field),
      ...checkSystemField(draft, field),
      ...checkTarget(caller, catalog, draft, field),
      ...(before && checkChange(before, field)),
      ...(!replaces && checkReplaced(draft, field, existing)),
    };
    ids.add(field.id);
    names.add(field.name.toLowerCase());
    if (Object.keys(problems).length > 0) fields[position] = problems;
  });
  return Object.keys(fields).length > 0 ? { fields } : {};
}

function isKept({ id, name }: Field, draft: Collection): boolean {
  return draft.fields.some((field) => field.id === id && field.name === name);
}

function systemFieldsStay({ id, name }: Field): Problem {
  const message = `System fields cannot be deleted or renamed: send ${name} with its id ${id}.`;
  return problem("validation_system_field_change", message);
}

const reserved = new Set([
  ...["collectionid", "collectionname", "expand", "null", "true", "false"],
  ...["rowid", "_rowid_", "oid"],
]);
/** What a record that signs in is told along with its fields. */
const reservedForAuth = new Set(["passwordconfirm", "oldpassword"]);

/** Whether a field of a collection of this type may be called this, where no other is. */
export function isFieldName(collection: Pick<Collection, "type">, name: string): boolean {
  return Object.keys(checkName(collection, { name }, new Set())).length === 0;
}

function checkName(
  { type }: Pick<Collection, "type">,
  { name }: Pick<Field, "name">,
  seen: ReadonlySet<string>,
): Record<string, Problem> {
  const wrong = name === "" ? blank : checkIdentifier(name, 100);
  if (wrong) return { name: wrong };
  const lower = name.toLowerCase();
  if (reserved.has(lower)) {
    return { name: problem("validation_not_in_invalid", `${name} is a reserved name.`) };
  }
  if (type === "auth" && reservedForAuth.has(lower)) {
    const message = `${name} is a reserved name in auth collections.`;
    return { name: problem("validation_reserved_field_name", message) };
  }
  if (!seen.has(lower)) return {};
  return {
    name: problem("validation_duplicated_field_name", `There is a field ${name} already.`, {
      fieldName: name,
    }),
  };
}

function checkId({ id }: Field, seen: ReadonlySet<string>): Record<string, Problem> {
  if (id.length > 100) {
    return { id: problem("validation_length_out_of_range", "At most 100 characters.") };
  }
  if (!seen.has(id)) return {};
  return { id: problem("validation_duplicated_field_id", `There is a field with the id ${id}.`) };
}

/** First that each option is of its type, then what the field's type says of them together. */
function checkOptions(field: Field): Readonly<Record<string, Problem | Problems>> {
  const type = fieldTypeOf(field);
  for (const [name, schema] of Object.entries(type.options)) {
    const value = field[name];
    if (value === schema.default || Value.Check(schema, value)) continue;
    const { minimum, maximum } = schema;
    if (schema.type === "integer" && Number.isInteger(value))
      return between(name, Number(value), minimum, maximum);
    const reason = Value.Errors(schema, value).First()?.message ?? "Not a valid value";
    return { [name]: problem("validation_invalid_value", `${reason}.`) };
  }
  if (field.primaryKey === true && field.name !== "id") {
    const code = "validation_unsupported_composite_pk";
    return { primaryKey: problem(code, "Only id is a primary key.") };
  }
  return type.checkOptions(field);
}

function checkTarget(
  caller: Caller,
  catalog: Catalog,
  draft: Collection,
  field: Field,
): Record<string, Problem> {
  if (field.type !== "relation") return {};
  const target = String(field.collectionId);
  const found = catalog.find(target);
  if (found?.type === "view" && draft.type !== "view") {
    return {
      collectionId: problem(
        "validation_relation_field_non_view_base_collection",
        "Only views have relations to views: relate to what it reads from.",
      ),
    };
  }
  if (target === draft.id || target === "" || found) return {};
  const { hint } = catalog.missing(target, caller);
  return {
    collectionId: problem(
      "validation_field_relation_missing_collection",
      `There is no collection ${target} to relate to. ${hint}`,
    ),
  };
}

/** The fields that a type of collection cannot do without are what they are. */
function checkSystemField({ type }: Collection, field: Field): Record<string, Problem> {
  for (const own of systemFieldsOf(type)) {
    if (own.id === field.id && own.name !== field.name) {
      return { name: problem("validation_system_field_change", `${own.name} keeps its name.`) };
    }
    if (own.name === field.name && own.type !== field.type) {
      return { type: problem("validation_system_field_change", `${own.name} is ${own.type}.`) };
    }
  }
  return {};
}

/** What a field that holds data cannot become. */
function checkChange(before: Field, field: Field): Record<string, Problem> {
  if (before.type !== field.type) return { type: typeChange };
  if (before.collectionId === field.collectionId) return {};
  return {
    collectionId: problem(
      "validation_field_relation_change",
      "A relation keeps its target: add another field.",
    ),
  };
}

const typeChange = problem(
  "validation_field_type_change",
  "A field keeps its type: add another field, or drop this one first, with its data.",
);

/** A new field in the place of one that held data: most likely meant as a change of its type. */
function checkReplaced(
  draft: Collection,
  { id, name }: Field,
  existing: Collection | null,
): Record<string, Problem> {
  const old = existing?.fields.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!old || old.id === id || draft.fields.some((each) => each.id === old.id)) return {};
  return { type: typeChange };
}
