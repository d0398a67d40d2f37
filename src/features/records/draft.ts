import type { Context } from "../../kernel/context.ts";
import { Failure, type Problem, type Problems } from "../../kernel/failure.ts";
import type { Cell, Row } from "../../kernel/storage.ts";
import { nearest } from "../../lib/nearest.ts";
import { randomFromPattern } from "../../lib/random-from-pattern.ts";
import type { Collection } from "../collections/collection.ts";
import { type Field, isSecret } from "../collections/field.ts";
import { decoderOf, fieldTypeOf } from "../collections/field-types.ts";
import { changedAt } from "./if-updated.ts";
import { misreadValue } from "./misread-value.ts";
import { applyModifier, bodyKeysOf, type BodyKey } from "./body-modifiers.ts";

/**
 * A row about to be written: what it was, what it will be, and what is wrong with it so far.
 * Nothing has touched the database yet, so a rule can look at it first.
 */
export interface Draft<Existing extends Row | null = Row | null> {
  readonly collection: Collection;
  readonly existing: Existing;
  /** The whole row as it will be. */
  readonly row: Row;
  /** The body with modifiers applied: what rules see as `@request.body`. */
  readonly body: Record<string, unknown>;
  readonly problems: Record<string, Problem>;
}

/** Encodes and casts a body onto a new or an existing row. Fields of auth collections come later. */
export function makeDraft<Existing extends Row | null>(
  context: Context,
  collection: Collection,
  data: Readonly<Record<string, unknown>>,
  existing: Existing,
): Draft<Existing> {
  const row: Row = {};
  const body: Record<string, unknown> = { ...data };
  const problems: Record<string, Problem> = {};
  const keys = bodyKeysOf(collection, data);
  for (const field of collection.fields) {
    const before = existing?.[field.name] ?? emptyCell(field);
    row[field.name] = before;
    if (isSecret(field) && !mayGive(context, field)) continue;
    if (field.type === "autodate") {
      if (existing ? field.onUpdate : field.onCreate) row[field.name] = changedAt(context, before);
      continue;
    }
    for (const key of keys.get(field.name) ?? []) {
      const encoded = encodeGiven(context, field, key, row[field.name] ?? null, data[key.key]);
      if (isProblemOf(encoded)) problems[field.name] = encoded;
      else row[field.name] = encoded;
      body[field.name] = decodeCell(field, row[field.name] ?? null);
    }
    if (row[field.name] === "" && field.type === "text" && !existing) {
      row[field.name] = generate(context, field);
    }
  }
  return { collection, existing, row, body, problems };
}

/** A new token key ends all sessions of a record: superusers may want just that. */
function mayGive({ caller }: Context, { type }: Field): boolean {
  return caller.superuser && type !== "password";
}

/** Gives a draft values that somebody else than the caller decides about. They are checked as any. */
export function amendDraft(
  context: Context,
  { collection, existing, row, problems }: Draft,
  values: Readonly<Record<string, unknown>>,
): void {
  for (const field of collection.fields) {
    if (!Object.hasOwn(values, field.name)) continue;
    const encoded = fieldTypeOf(field).encode(field, values[field.name]);
    if (isProblemOf(encoded)) problems[field.name] = encoded;
    else {
      row[field.name] = encoded;
      delete problems[field.name];
    }
  }
  const moved = collection.auth && existing && existing.email !== row.email;
  if (moved) row.tokenKey = context.randomId(50);
}

/** Field rules that need no database: required, ranges, formats, and an id that stays as it is. */
export function checkDraft(draft: Draft): void {
  const { collection, existing, row, problems } = draft;
  for (const field of collection.fields) {
    const changed = !existing || existing[field.name] !== row[field.name];
    if (problems[field.name] || field.type === "password") continue;
    if (isSecret(field) && !changed) continue;
    if (existing && field.name === "id" && changed) {
      problems[field.name] = {
        code: "validation_pk_change",
        message: "The record primary key cannot be changed.",
      };
      continue;
    }
    const problem = fieldTypeOf(field).check(field, row[field.name] ?? null);
    if (problem) problems[field.name] = problem;
  }
}

/**
 * Unknown names are ignored over HTTP, where every PocketBase client may send them; an agent or a
 * script that misspells a field is told.
 */
export function checkNames(
  context: Context,
  collection: Collection,
  data: Readonly<Record<string, unknown>>,
): void {
  if (context.request.door === "http") return;
  const known = [...collection.fields.map((field) => field.name), ...extraNames(collection)];
  for (const key of Object.keys(data)) {
    const name = key.replace(/^\+|[+-]$|:autogenerate$/g, "");
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw new Failure(
      "invalid",
      `There is no field ${JSON.stringify(name)} in ${collection.name}.`,
      {
        hint: near ? `Did you mean ${near}?` : `Its fields are ${known.join(", ")}.`,
        problems: { [key]: { code: "validation_unknown_field", message: "Unknown field." } },
      },
    );
  }
}

/** @throws Failure `invalid` when the draft has problems. */
export function refuseProblems(draft: Draft): void {
  const names = Object.keys(draft.problems);
  if (names.length > 0) throw invalidRecord(draft.existing !== null, draft.problems);
}

export function invalidRecord(exists: boolean, problems: Problems): Failure {
  const first = Object.entries(problems)[0];
  return new Failure("invalid", `Failed to ${exists ? "update" : "create"} record.`, {
    problems,
    ...(first && { hint: `${first[0]}: ${String((first[1] as Problem).message)}` }),
  });
}

/** The value that a row has before anybody said anything. */
export function emptyCell(field: Field): Cell {
  return fieldTypeOf(field).column(field).default;
}

/** What the body says of a field as its cell, modifiers applied to what was there before. */
function encodeGiven(
  context: Context,
  field: Field,
  { modifier }: BodyKey,
  before: Cell,
  given: unknown,
): Cell | Problem {
  const { encode } = fieldTypeOf(field);
  if (modifier === "") {
    const cell = encode(field, given);
    return isProblemOf(cell) ? cell : (misreadValue(context, field, given, cell) ?? cell);
  }
  if (modifier === ":autogenerate") {
    const prefix = typeof given === "string" ? given : "";
    return encode(field, prefix + generate(context, field));
  }
  const changed = applyModifier(field, modifier, decodeCell(field, before), given);
  return isProblemOf(changed) ? changed : encode(field, changed);
}

function decodeCell(field: Field, cell: Cell): unknown {
  const decode = decoderOf(field);
  return decode ? decode(cell) : cell;
}

/** An id as a new record of the collection gets one. */
export function generateId(context: Context, { fields }: Collection): string {
  const field = fields.find(({ name }) => name === "id");
  return field ? generate(context, field) : context.randomId(15);
}

function generate(context: Context, field: Field): string {
  const pattern = field.autogeneratePattern;
  if (typeof pattern !== "string" || pattern === "") return "";
  if (pattern === "[a-z0-9]{15}") return context.randomId(15);
  return randomFromPattern(pattern);
}

function extraNames(collection: Collection): string[] {
  return collection.auth ? ["passwordConfirm", "oldPassword"] : [];
}

function isProblemOf(value: unknown): value is Problem {
  return value instanceof Object && "code" in value && "message" in value;
}
