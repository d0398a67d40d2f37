import type { TSchema } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { readBody, type Input } from "./read-body.ts";
import { queryOf } from "./request-facts.ts";

/**
 * An operation's input from the path, the query and the body. Where the input has `data`, the body is
 * that. Names that the input does not have are left alone: any client may send more than we know.
 */
export async function readInput(
  operation: AnyOperation,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<Input> {
  const properties = operation.input.properties as Record<string, TSchema>;
  const input: Input = {};
  if (request.url.includes("?")) readQuery(queryOf(request.url), properties, input);
  if (request.method !== "GET" && request.method !== "HEAD") {
    const isText = (name: string) => !properties.data && properties[name]?.type === "string";
    const body = await readBody(request, limits.bodyBytes, isText);
    if (properties.data) input.data = body;
    else copyKnown(body, properties, input);
  }
  for (const name in params) input[name] = decode(params[name]!);
  return input;
}

function copyKnown(body: Input, properties: Record<string, TSchema>, input: Input): void {
  for (const [name, value] of Object.entries(body)) {
    if (Object.hasOwn(properties, name) && value !== undefined) input[name] = value;
  }
}

function readQuery(
  query: URLSearchParams,
  properties: Record<string, TSchema>,
  input: Input,
): void {
  for (const [name, text] of query) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    // Lists and objects come in bodies: `?fields=` beside one is about the answer.
    if (schema && schema.type !== "array" && schema.type !== "object") {
      input[name] = coerce(name, text, schema);
    }
  }
}

/** @throws Failure `invalid` where the text is not of the schema's type. */
function coerce(name: string, text: string, { type }: TSchema): unknown {
  switch (type) {
    case "integer":
    case "number":
      if (/^[+-]?\d+(\.\d+)?$/.test(text) && (type === "number" || !text.includes("."))) {
        return Number(text);
      }
      throw notOfType(name, text, type === "integer" ? "a whole number" : "a number");
    case "boolean":
      if (/^(1|t|true)$/i.test(text)) return true;
      if (/^(0|f|false)$/i.test(text)) return false;
      throw notOfType(name, text, "true or false");
    default:
      return text;
  }
}

function notOfType(name: string, text: string, wanted: string): Failure {
  const message = `Must be ${wanted}.`;
  return new Failure("invalid", "Something went wrong while processing your request.", {
    hint: `The query parameter ${name} must be ${wanted}, not ${JSON.stringify(text)}.`,
    problems: { [name]: { code: "validation_invalid_value", message } },
  });
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A lone % is not an encoding: the text stands for itself.
    return segment;
  }
}
