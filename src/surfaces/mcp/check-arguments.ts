import { nearest } from "../../lib/nearest.ts";
import { isObject, type PlainSchema } from "./portable-schema.ts";

/** What was wrong, and the same arguments with the wrong parts put right as far as one can guess. */
export interface ArgumentCheck {
  readonly findings: readonly string[];
  readonly corrected: unknown;
}

/**
 * Holds arguments against a tool's schema: nothing is coerced, nothing unknown passes. A value's
 * length, pattern and number of entries are the operation's business, whose messages are better.
 */
export function checkArguments(schema: PlainSchema, value: unknown): ArgumentCheck {
  const findings: string[] = [];
  const corrected = checkValue(schema, value, "", findings);
  return { findings, corrected };
}

type Findings = string[];

function checkValue(
  schema: PlainSchema,
  value: unknown,
  where: string,
  findings: Findings,
): unknown {
  if (value === null && schema.nullable) return null;
  switch (schema.type) {
    case undefined:
      return value;
    case "object":
      return checkObject(schema, value, where, findings);
    case "array":
      return checkArray(schema, value, where, findings);
    case "boolean":
      return checkBoolean(value, where, findings);
    case "string":
      return checkText(schema, value, where, findings);
    default:
      return checkNumber(schema, value, where, findings);
  }
}

function checkObject(
  schema: PlainSchema,
  value: unknown,
  where: string,
  findings: Findings,
): unknown {
  if (!isObject(value)) {
    const parsed = parsedObject(value);
    findings.push(
      parsed
        ? `${where} is JSON inside a text; send the object itself.`
        : `${where || "The arguments"} must be an object, not ${kindOf(value)}.`,
    );
    return checkObject(schema, parsed ?? {}, where, parsed ? findings : []);
  }
  const { properties } = schema;
  if (!properties) return value;
  const open = schema.additionalProperties !== undefined && schema.additionalProperties !== false;
  const known = Object.keys(properties);
  const corrected: Record<string, unknown> = {};
  const strays: [name: string, value: unknown][] = [];
  for (const [name, given] of Object.entries(value)) {
    const expected = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (expected) corrected[name] = checkValue(expected, given, pathTo(where, name), findings);
    else if (open) define(corrected, name, given);
    else strays.push([name, given]);
  }
  for (const [name, given] of strays) {
    const free = known.filter((each) => !Object.hasOwn(corrected, each));
    const meant = nearest(name, free);
    findings.push(strayFinding(pathTo(where, name), where, meant, known));
    if (meant)
      corrected[meant] = checkValue(properties[meant] ?? {}, given, pathTo(where, meant), []);
  }
  for (const name of schema.required ?? []) {
    if (Object.hasOwn(corrected, name)) continue;
    const expected = properties[name] ?? {};
    findings.push(`${pathTo(where, name)} is missing: ${described(expected)}.`);
    corrected[name] = exampleOf(expected);
  }
  return corrected;
}

function strayFinding(
  path: string,
  where: string,
  meant: string | undefined,
  known: readonly string[],
): string {
  const says = `${path} is not ${where ? "a field" : "an argument"}`;
  if (meant) return `${says}; did you mean ${pathTo(where, meant)}?`;
  const allowed = known.filter((each) => /^\w+$/.test(each));
  const shown = allowed.slice(0, 24).join(", ");
  return `${says}. Allowed: ${shown || "none"}${allowed.length > 24 ? ", …" : ""}.`;
}

function checkArray(
  schema: PlainSchema,
  value: unknown,
  where: string,
  findings: Findings,
): unknown {
  const items = schema.items ?? {};
  if (Array.isArray(value)) {
    return value.map((each, index) => checkValue(items, each, `${where}[${index}]`, findings));
  }
  findings.push(`${where} must be a list, not ${kindOf(value)}.`);
  return value === null || value === ""
    ? []
    : [checkValue(items, parsedList(value) ?? value, where, [])].flat();
}

function checkText(
  schema: PlainSchema,
  value: unknown,
  where: string,
  findings: Findings,
): unknown {
  const allowed = schema.enum;
  if (typeof value === "string") {
    if (!allowed || allowed.includes(value)) return value;
    const meant = nearest(value, allowed) ?? allowed[0];
    findings.push(`${where} must be one of ${listed(allowed)}, not ${quoted(value)}.`);
    return meant;
  }
  findings.push(`${where} must be ${described(schema)}, not ${kindOf(value)}.`);
  if (allowed || value === null || typeof value === "object") return exampleOf(schema);
  return String(value);
}

function checkNumber(
  schema: PlainSchema,
  value: unknown,
  where: string,
  findings: Findings,
): unknown {
  const asNumber = typeof value === "string" && value.trim() ? Number(value) : value;
  if (typeof asNumber !== "number" || !Number.isFinite(asNumber)) {
    findings.push(`${where} must be ${described(schema)}, not ${kindOf(value)}.`);
    return exampleOf(schema);
  }
  let fixed = schema.type === "integer" ? Math.trunc(asNumber) : asNumber;
  if (schema.minimum !== undefined) fixed = Math.max(schema.minimum, fixed);
  if (schema.maximum !== undefined) fixed = Math.min(schema.maximum, fixed);
  if (fixed !== value) {
    findings.push(`${where} must be ${described(schema)}, not ${kindOf(value)}.`);
  }
  return fixed;
}

function checkBoolean(value: unknown, where: string, findings: Findings): unknown {
  if (typeof value === "boolean") return value;
  findings.push(`${where} must be true or false, not ${kindOf(value)}.`);
  return value === "true" || value === 1 || value === "1";
}

/** A value the schema takes, for examples: the first choice, a bound, or something plain. */
function exampleOf(schema: PlainSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, exampleOf(schema.properties?.[name] ?? {})]),
      );
    case "array":
      return schema.minItems
        ? Array.from({ length: schema.minItems }, () => exampleOf(schema.items ?? {}))
        : [];
    case "boolean":
      return true;
    case "number":
    case "integer":
      return schema.minimum ?? Math.min(1, schema.maximum ?? 1);
    default:
      return exampleText(schema);
  }
}

const textExamples: Readonly<Record<string, string>> = {
  email: "name@example.com",
  uri: "https://example.com",
  url: "https://example.com",
  "date-time": "2026-01-31 12:00:00.000Z",
};

function exampleText(schema: PlainSchema): string {
  const known = schema.format ? textExamples[schema.format] : undefined;
  if (known) return known;
  return "text".padEnd(schema.minLength ?? 0, ".").slice(0, schema.maxLength || undefined);
}

function described(schema: PlainSchema): string {
  if (schema.enum) return `one of ${listed(schema.enum)}`;
  const names = { string: "text", array: "a list", object: "an object", boolean: "true or false" };
  if (schema.type === undefined) return "any value";
  if (schema.type !== "number" && schema.type !== "integer") return names[schema.type];
  const kind = schema.type === "integer" ? "a whole number" : "a number";
  const { minimum, maximum } = schema;
  if (minimum !== undefined && maximum !== undefined)
    return `${kind} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${kind} from ${minimum} up`;
  return maximum === undefined ? kind : `${kind} up to ${maximum}`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return `the text ${quoted(value)}`;
  return String(value);
}

function listed(values: readonly string[]): string {
  return values.slice(0, 12).join(", ") + (values.length > 12 ? ", …" : "");
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

function pathTo(where: string, name: string): string {
  return where ? `${where}.${name}` : name;
}

function parsedObject(value: unknown): Record<string, unknown> | null {
  const parsed = jsonInText(value);
  return isObject(parsed) ? parsed : null;
}

function parsedList(value: unknown): unknown[] | null {
  const parsed = jsonInText(value);
  return Array.isArray(parsed) ? parsed : null;
}

/** Agents often send JSON as text; undefined when this is not such a text. */
function jsonInText(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    // Not JSON: the caller says so in its own words.
    return undefined;
  }
}

/** A caller's name may be `__proto__`: it becomes a property all the same. */
function define(target: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
