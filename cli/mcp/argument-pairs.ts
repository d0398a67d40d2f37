import { Failure } from "../../src/kernel/failure.ts";

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/**
 * `perPage=5 data.title=Alien` as the arguments of a tool: the schema says what is a number and what
 * is text. @throws Failure `invalid` for what is no pair, and for a value that cannot be read.
 */
export function readPairs(pairs: readonly string[], schema: object): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at < 1) {
      throw new Failure("invalid", `${JSON.stringify(pair)} is no argument.`, {
        hint: "Write NAME=VALUE, for example perPage=5 or data.title='Alien'.",
      });
    }
    const path = pair.slice(0, at).split(".");
    put(read, path, toValue(pair.slice(0, at), pair.slice(at + 1), schemaAt(schema, path)));
  }
  return read;
}

function schemaAt(schema: Schema, path: readonly string[]): Schema {
  return path.reduce<Schema>((at, name) => at.properties?.[name] ?? {}, schema);
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = "", ...rest] = path;
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inner = (into[first] ??= {}) as Record<string, unknown>;
  put(inner, rest, value);
}

/** What the schema does not know is taken as JSON where it is some, else as text. */
function toValue(name: string, text: string, { type }: Schema): unknown {
  if (type === "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    if (type === undefined) return text;
    throw new Failure("invalid", `${name} takes ${type}, not ${JSON.stringify(text)}.`, {
      hint: examples[type],
    });
  }
}

const examples: Readonly<Record<string, string>> = {
  integer: "For example 10.",
  number: "For example 1.5.",
  boolean: "true or false.",
  array: `As JSON, for example '["a","b"]'.`,
  object: `As JSON, for example '{"title":"Alien"}'.`,
};
