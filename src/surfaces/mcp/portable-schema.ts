/**
 * The part of JSON Schema that every MCP client and model API takes: no `$ref`, no `anyOf`, `oneOf`
 * or `allOf`, no unions of types, arrays with typed items, enums of text.
 */
export interface PlainSchema {
  readonly type?: "object" | "array" | "string" | "number" | "integer" | "boolean";
  readonly description?: string;
  readonly properties?: Readonly<Record<string, PlainSchema>>;
  readonly required?: readonly string[];
  /** Absent: nothing but `properties` is taken, where there are any. */
  readonly additionalProperties?: boolean | PlainSchema;
  readonly items?: PlainSchema;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Only while checking: null is taken too. Never listed, since it could not be said portably. */
  readonly nullable?: boolean;
}

const kept = [
  "type",
  "description",
  "format",
  "pattern",
  "default",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
] as const;

/** Any schema of ours in its portable form: what cannot be said portably is left open. */
export function portable(schema: unknown): PlainSchema {
  return plainOf(schema, false);
}

/** The same for checking arguments: it also knows where null is taken. */
export function checkable(schema: unknown): PlainSchema {
  return plainOf(schema, true);
}

function plainOf(schema: unknown, toCheck: boolean): PlainSchema {
  if (!isObject(schema)) return {};
  const plain: Record<string, unknown> = {};
  const source = simplified(schema);
  for (const key of kept) if (source[key] !== undefined) plain[key] = source[key];
  if (Array.isArray(source.type)) delete plain.type;
  const nulls = schema.anyOf ?? schema.oneOf;
  if (
    toCheck &&
    Array.isArray(nulls) &&
    nulls.some((each) => isObject(each) && each.type === "null")
  ) {
    plain.nullable = true;
  }
  const texts = enumOf(source);
  if (texts) Object.assign(plain, { type: "string", enum: texts });
  if (isObject(source.properties)) {
    plain.properties = Object.fromEntries(
      Object.entries(source.properties).map(([name, each]) => [name, plainOf(each, toCheck)]),
    );
    if (Array.isArray(source.required) && source.required.length > 0) {
      plain.required = source.required;
    }
  }
  const open = source.additionalProperties ?? firstValue(source.patternProperties);
  // Closed is what every object with properties is here: it needs no words, and some models take none.
  if (open !== undefined && open !== false) plain.additionalProperties = true;
  if (plain.type === "array") plain.items = plainOf(source.items, toCheck);
  return plain;
}

/** What keeps a schema from being portable, as paths with reasons; empty when nothing does. */
export function portabilityProblems(schema: unknown, path = "", top = true): string[] {
  if (!isObject(schema)) return [`${path}: not a schema`];
  const problems: string[] = [];
  if (top && schema.type !== "object") problems.push(`${path}: not an object at the top`);
  for (const key of ["$ref", "$defs", "anyOf", "oneOf", "allOf", "not", "const"]) {
    if (key in schema) problems.push(`${path}: ${key}`);
  }
  if (Array.isArray(schema.type)) problems.push(`${path}: a union of types`);
  if (schema.type === "array" && !isObject(schema.items)) problems.push(`${path}: untyped items`);
  if (Array.isArray(schema.enum) && !schema.enum.every((each) => typeof each === "string")) {
    problems.push(`${path}: an enum of something else than text`);
  }
  if (isObject(schema.items))
    problems.push(...portabilityProblems(schema.items, `${path}[]`, false));
  if (isObject(schema.properties)) {
    for (const [name, each] of Object.entries(schema.properties)) {
      problems.push(...portabilityProblems(each, path ? `${path}.${name}` : name, false));
    }
  }
  return problems;
}

/** A union with one member that counts is that member; other unions say nothing. */
function simplified(schema: Record<string, unknown>): Record<string, unknown> {
  const members = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(members)) return schema;
  const real = members.filter((each) => isObject(each) && each.type !== "null");
  const description = schema.description === undefined ? {} : { description: schema.description };
  if (real.length === 1) return { ...real[0], ...description };
  return { ...schema, type: undefined };
}

function enumOf(schema: Record<string, unknown>): string[] | null {
  const members = schema.anyOf ?? schema.oneOf;
  const values = Array.isArray(members)
    ? members.map((each) => (isObject(each) ? each.const : undefined))
    : schema.const === undefined
      ? schema.enum
      : [schema.const];
  if (!Array.isArray(values) || values.length === 0) return null;
  return values.every((each) => typeof each === "string") ? values : null;
}

function firstValue(record: unknown): unknown {
  return isObject(record) ? Object.values(record)[0] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
