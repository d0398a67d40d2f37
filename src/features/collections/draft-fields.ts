import type { Context } from "../../kernel/context.ts";
import { Failure, type Problem } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Catalog } from "./catalog.ts";
import type { Collection } from "./collection.ts";
import type { FieldInput } from "./collection-input.ts";
import { completeField } from "./complete-field.ts";
import type { Field } from "./field.ts";
import { fieldTypes, isFieldTypeName, nearestFieldType } from "./field-types.ts";
import { problem } from "./fields/casting.ts";

/**
 * Fields as callers write them, made whole: known by their ids, or else by name and type.
 * @throws Failure `invalid` where a field cannot even be read.
 */
export function draftFields(
  context: Context,
  catalog: Catalog,
  self: Pick<Collection, "id" | "name">,
  given: readonly FieldInput[],
  existing: Collection | null,
): Field[] {
  const known = existing?.fields ?? [];
  given.forEach((input, position) => refuseUnreadable(context, known, input, position));
  const taken = new Set(given.flatMap(({ id }) => (id ? [id] : [])));
  return given.map((input) => {
    const before = known.find((field) => field.id === input.id) ?? namesake(known, input, taken);
    const id = before?.id ?? (input.id || freshId(context, input, taken));
    taken.add(id);
    const target = input.collectionId && { collectionId: targetId(catalog, self, input) };
    return completeField({ ...before, ...input, ...target, id, system: before?.system ?? false });
  });
}

/** An existing field that nobody else in the list claims. */
function namesake(
  known: readonly Field[],
  { name, type }: FieldInput,
  taken: ReadonlySet<string>,
): Field | undefined {
  return known.find((field) => field.name === name && field.type === type && !taken.has(field.id));
}

/** The same name and type give the same id anywhere, so definitions travel between servers. */
function freshId(context: Context, { name, type }: FieldInput, taken: ReadonlySet<string>): string {
  let id = `${type}${Bun.hash.crc32(name)}`;
  while (taken.has(id)) id = `${type}${context.randomId(10)}`;
  return id;
}

/** Names are welcome; ids are kept, so that renaming the target changes nothing. */
function targetId(
  catalog: Catalog,
  self: Pick<Collection, "id" | "name">,
  { collectionId }: FieldInput,
): string {
  const said = String(collectionId);
  if (said === self.id || said.toLowerCase() === self.name.toLowerCase()) return self.id;
  return catalog.find(said)?.id ?? said;
}

function refuseUnreadable(
  context: Context,
  known: readonly Field[],
  input: FieldInput,
  position: number,
): void {
  const wrong = unreadable(context, known, input);
  if (!wrong) return;
  const [option, what] = wrong;
  throw new Failure("invalid", `The field ${JSON.stringify(input.name)} cannot be read.`, {
    hint: what.message,
    problems: { fields: { [position]: { [option]: what } } },
  });
}

/** Unknown options are for PocketBase's clients to send; scripts and agents are told. */
function unreadable(
  context: Context,
  fields: readonly Field[],
  input: FieldInput,
): [string, Problem] | undefined {
  if (!isFieldTypeName(input.type)) {
    const near = nearestFieldType(String(input.type));
    const advice = near
      ? `Did you mean ${near}?`
      : `There are ${Object.keys(fieldTypes).join(", ")}.`;
    const message = `There is no field type ${JSON.stringify(input.type)}. ${advice}`;
    return ["type", problem("validation_in_invalid", message)];
  }
  if (context.request.door === "http") return undefined;
  // A changed type is the worse mistake, and it is told later: the old type's options say nothing.
  const before = fields.find((field) => field.id === input.id);
  if (before && before.type !== input.type) return undefined;
  const known = [...commonOptions, ...Object.keys(fieldTypes[input.type].options)];
  const stray = Object.keys(input).find((option) => !known.includes(option));
  if (stray === undefined) return undefined;
  const near = nearest(stray, known);
  const advice = near ? `Did you mean ${near}?` : `They have ${known.join(", ")}.`;
  const message = `${input.type} fields have no option ${stray}. ${advice}`;
  return [stray, problem("validation_unknown_option", message)];
}

const commonOptions = ["id", "name", "type", "system", "hidden", "presentable", "help"];
