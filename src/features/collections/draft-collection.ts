import type { Context } from "../../kernel/context.ts";
import { Failure, type Problem, type Problems } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Catalog } from "./catalog.ts";
import type { AuthOptions, Collection } from "./collection.ts";
import { ruleNames } from "./collection.ts";
import type { FieldInput } from "./collection-input.ts";
import { completeField } from "./complete-field.ts";
import type { Field } from "./field.ts";
import { fieldTypes, isFieldTypeName, nearestFieldType } from "./field-types.ts";
import { authFields, idField, timestampFields } from "./system-fields.ts";

/** What a caller says a collection shall be; what is left out stays, or gets its default. */
export interface CollectionGiven {
  readonly id?: string;
  readonly name?: string;
  readonly type?: string;
  readonly fields?: readonly FieldInput[];
  readonly indexes?: readonly string[];
  readonly [option: string]: unknown;
}

/**
 * The collection that `given` makes of nothing or of an existing one; not checked yet, but whole.
 * `timestamps`: one without any autodate field gets created_at and updated_at.
 * @throws Failure `invalid` where a field cannot even be read.
 */
export function draftCollection(
  context: Context,
  catalog: Catalog,
  given: CollectionGiven,
  existing: Collection | null,
  timestamps = existing === null,
): Collection {
  const id = existing?.id ?? given.id ?? `pbc_${randomDigits(context)}`;
  const name = given.name ?? existing?.name ?? "";
  const type = existing?.type ?? readType(given.type);
  const now = context.now().toISOString().replace("T", " ");
  const fields = given.fields
    ? draftFields(context, catalog, { id, name }, given.fields, existing)
    : (existing?.fields ?? []);
  const rules = Object.fromEntries(
    ruleNames.map((rule) => [rule, readRule(given[rule], existing?.[rule] ?? null)]),
  ) as Pick<Collection, (typeof ruleNames)[number]>;
  return {
    id,
    name,
    type,
    system: existing?.system ?? false,
    ...rules,
    fields: withSystemFields(fields, type, timestamps),
    indexes: withAuthIndexes(given.indexes ?? existing?.indexes ?? [], { id, name, type }),
    created: existing?.created ?? now,
    updated: now,
    auth: type === "auth" ? draftAuth(context, given, existing?.auth ?? null) : null,
  };
}

function readType(type: string | undefined): Collection["type"] {
  if (type === undefined || type === "") return "base";
  if (type === "base" || type === "auth") return type;
  throw new Failure("invalid", `Unsupported collection type ${JSON.stringify(type)}.`, {
    hint: "Supported are base and auth.",
    problems: { type: { code: "validation_in_invalid", message: "Must be base or auth." } },
  });
}

function readRule(given: unknown, before: string | null): string | null {
  if (given === undefined) return before;
  return typeof given === "string" ? given.trim() : null;
}

function draftFields(
  context: Context,
  catalog: Catalog,
  self: { readonly id: string; readonly name: string },
  given: readonly FieldInput[],
  existing: Collection | null,
): Field[] {
  const taken = new Set(existing?.fields.map((field) => field.id));
  const problems: Record<string, Problems> = {};
  const fields = given.flatMap((input, position) => {
    const wrong = unreadable(context, input);
    if (wrong) {
      problems[position] = wrong.problems;
      return [];
    }
    const id = input.id || matchingId(existing, input) || freshId(context, input.type, taken);
    taken.add(id);
    const target =
      input.collectionId === undefined ? {} : { collectionId: targetId(catalog, self, input) };
    const before = existing?.fields.find((field) => field.id === id);
    const system = before?.system ?? (input.system === true && input.name === "id");
    return [completeField({ ...before, ...input, ...target, id, system })];
  });
  if (Object.keys(problems).length === 0) return fields;
  const [position, first] = Object.entries(problems)[0]!;
  const [option, what] = Object.entries(first)[0]!;
  throw new Failure("invalid", "The fields cannot be read.", {
    hint: `fields.${position}.${option}: ${String((what as Problem).message)}`,
    problems: { fields: problems },
  });
}

/** Unknown options are for PocketBase's clients to send; scripts and agents are told. */
function unreadable(
  context: Context,
  input: FieldInput,
): { readonly problems: Record<string, Problem> } | null {
  if (!isFieldTypeName(input.type)) {
    const near = nearestFieldType(String(input.type));
    const message = `There is no field type ${JSON.stringify(input.type)}${near ? `; did you mean ${near}?` : "."}`;
    return { problems: { type: { code: "validation_in_invalid", message } } };
  }
  if (context.request.door === "http") return null;
  const known = [...commonOptions, ...Object.keys(fieldTypes[input.type].options)];
  const stray = Object.keys(input).find((option) => !known.includes(option));
  if (stray === undefined) return null;
  const near = nearest(stray, known);
  const message = `${input.type} fields have no option ${stray}${near ? `; did you mean ${near}?` : `; they have ${known.join(", ")}.`}`;
  return { problems: { [stray]: { code: "validation_unknown_option", message } } };
}

const commonOptions = ["id", "name", "type", "system", "hidden", "presentable", "help"];

function matchingId(existing: Collection | null, input: FieldInput): string | undefined {
  return existing?.fields.find((field) => field.name === input.name && field.type === input.type)
    ?.id;
}

function freshId(context: Context, type: string, taken: ReadonlySet<string>): string {
  for (;;) {
    const id = `${type.toLowerCase()}${randomDigits(context)}`;
    if (!taken.has(id)) return id;
  }
}

function randomDigits(context: Context): string {
  return String(Number.parseInt(context.randomId(8), 36) % 10_000_000_000).padStart(10, "1");
}

/** Names are welcome; ids are kept, so that renaming the target changes nothing. */
function targetId(
  catalog: Catalog,
  self: { readonly id: string; readonly name: string },
  input: FieldInput,
): string {
  const said = String(input.collectionId);
  if (said === self.id || said.toLowerCase() === self.name.toLowerCase()) return self.id;
  return catalog.find(said)?.id ?? said;
}

function withSystemFields(
  fields: readonly Field[],
  type: Collection["type"],
  timestamps: boolean,
): Field[] {
  const ofType = type === "auth" ? [idField, ...authFields] : [idField];
  const system = ofType.map((field) => {
    const given = fields.find((each) => each.name === field.name && each.type === field.type);
    return given ? { ...given, system: true } : field;
  });
  const names = new Set(ofType.map((field) => field.name));
  const own = fields.filter((field) => !names.has(field.name));
  const timed = own.some((field) => field.type === "autodate");
  return [...system, ...own, ...(timestamps && !timed ? timestampFields : [])];
}

function withAuthIndexes(
  indexes: readonly string[],
  { id, name, type }: Pick<Collection, "id" | "name" | "type">,
): readonly string[] {
  if (type !== "auth") return indexes;
  const has = (column: string) =>
    indexes.some((index) =>
      new RegExp(`UNIQUE[\\s\\S]*\\([\`"\\[]?${column}[\`"\\]]?\\)`, "i").test(index),
    );
  const wanted = [...indexes];
  if (!has("tokenKey")) {
    wanted.push(`CREATE UNIQUE INDEX \`idx_tokenKey_${id}\` ON \`${name}\` (\`tokenKey\`)`);
  }
  if (!has("email")) {
    wanted.push(
      `CREATE UNIQUE INDEX \`idx_email_${id}\` ON \`${name}\` (\`email\`) WHERE \`email\` != ''`,
    );
  }
  return wanted;
}

const fiveDays = 5 * 24 * 60 * 60;

function draftAuth(
  context: Context,
  given: CollectionGiven,
  before: AuthOptions | null,
): AuthOptions {
  const password = {
    ...(before?.passwordAuth ?? { enabled: true, identityFields: ["email"] }),
    ...(given.passwordAuth as Partial<AuthOptions["passwordAuth"]> | undefined),
  };
  const token = {
    ...(before?.authToken ?? { duration: fiveDays, secret: context.randomId(50) }),
    ...withoutBlankSecret(given.authToken as Partial<AuthOptions["authToken"]> | undefined),
  };
  return {
    authRule: readRule(given.authRule, before ? before.authRule : ""),
    manageRule: readRule(given.manageRule, before?.manageRule ?? null),
    passwordAuth: { enabled: password.enabled, identityFields: password.identityFields },
    authToken: { duration: token.duration, secret: token.secret },
  };
}

/** Secrets are write-only, so a client that sends back what it read sends none. */
function withoutBlankSecret(given: Partial<AuthOptions["authToken"]> = {}) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}
