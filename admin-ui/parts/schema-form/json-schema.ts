/** As much of JSON Schema as tools' arguments use. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** What a value is, in a few words: `list of text`, `whole number, 1 to 100`. */
export function typeInWords(schema: JsonSchema): string {
  const { enum: choices, items } = schema;
  if (choices) return choices.map(String).join(" | ");
  if (schema.type === "array") return items?.type ? `list of ${typeInWords(items)}` : "list";
  const name = typeNames[schema.type ?? ""] ?? "anything";
  return [name, ...rangesOf(schema)].join(", ");
}

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
};

function rangesOf({ minimum, maximum, minLength, maxLength, pattern }: JsonSchema): string[] {
  return [
    ...inRange(minimum, maximum, ""),
    ...inRange(minLength, maxLength, " characters"),
    ...(pattern === undefined ? [] : [`like ${pattern}`]),
  ];
}

function inRange(low: number | undefined, high: number | undefined, unit: string): string[] {
  if (low !== undefined && high !== undefined) return [`${low} to ${high}${unit}`];
  if (low !== undefined) return [`from ${low}${unit}`];
  return high === undefined ? [] : [`up to ${high}${unit}`];
}

/** A list that a person may type word by word. */
export function isWordList({ type, items }: JsonSchema): boolean {
  return type === "array" && items?.type === "string";
}

/** An object whose parts are known by name. */
export function isKnownObject({ type, properties }: JsonSchema): boolean {
  return type === "object" && Object.keys(properties ?? {}).length > 0;
}
