import type { Problem } from "../../kernel/failure.ts";
import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { fieldTypeOf } from "../collections/field-types.ts";

/** `""` sets; `f+` adds or appends; `+f` prepends; `f-` subtracts or removes. */
export type Modifier = "" | "+" | "prepend" | "-" | ":autogenerate";

export interface BodyKey {
  /** As it stands in the body. */
  readonly key: string;
  readonly modifier: Modifier;
}

/** Which keys of a body speak of which field: plain ones first, so that modifiers build on them. */
export function bodyKeysOf(
  collection: Collection,
  data: Readonly<Record<string, unknown>>,
): Map<string, BodyKey[]> {
  const fields = new Map(collection.fields.map((field) => [field.name, field]));
  const found = new Map<string, BodyKey[]>();
  for (const key of Object.keys(data)) {
    const read = readKey(key, fields);
    if (!read) continue;
    const keys = found.get(read.name) ?? [];
    if (read.modifier === "") keys.unshift({ key, modifier: "" });
    else keys.push({ key, modifier: read.modifier });
    found.set(read.name, keys);
  }
  return found;
}

function readKey(
  key: string,
  fields: ReadonlyMap<string, Field>,
): { name: string; modifier: Modifier } | null {
  if (fields.has(key)) return { name: key, modifier: "" };
  const candidates: [string, Modifier][] = [
    [key.replace(/\+$/, ""), "+"],
    [key.replace(/-$/, ""), "-"],
    [key.replace(/^\+/, ""), "prepend"],
    [key.replace(/:autogenerate$/, ""), ":autogenerate"],
  ];
  for (const [name, modifier] of candidates) {
    const field = name === key ? undefined : fields.get(name);
    if (field && allows(field, modifier)) return { name, modifier };
  }
  return null;
}

function allows(field: Field, modifier: Modifier): boolean {
  if (field.type === "number") return modifier === "+" || modifier === "-";
  if (listTypes.has(field.type)) return modifier !== ":autogenerate";
  return field.type === "text" && modifier === ":autogenerate";
}

const listTypes: ReadonlySet<Field["type"]> = new Set(["select", "relation", "file"]);

/** The new value from the present one and what the modifier brings, before it is encoded. */
export function applyModifier(
  field: Field,
  modifier: Modifier,
  before: unknown,
  given: unknown,
): unknown {
  if (field.type === "number") return addNumber(before, given, modifier === "-" ? -1 : 1);
  const present = asList(before);
  const brought = asList(given);
  const kept = present.filter((value) => !brought.includes(value));
  const next =
    modifier === "-"
      ? kept
      : modifier === "prepend"
        ? [...brought, ...kept]
        : [...present, ...brought.filter((value) => !present.includes(value))];
  return fieldTypeOf(field).multiple(field) ? next : (next.at(-1) ?? "");
}

function addNumber(before: unknown, given: unknown, sign: 1 | -1): number | Problem {
  const change = typeof given === "string" ? Number(given.trim() || Number.NaN) : given;
  if (typeof change !== "number" || !Number.isFinite(change)) {
    return { code: "validation_not_a_number", message: "The submitted value is not a number." };
  }
  return Number(before ?? 0) + sign * change;
}

function asList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === "" || value === null || value === undefined ? [] : [value];
}
