import { Type, type TSchema } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import type { Context } from "../../kernel/context.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import type { Upload } from "../../kernel/upload.ts";
import { placeFiles } from "./place-files.ts";
import { readBody, type Input } from "./read-body.ts";
import { queryOf } from "./request-facts.ts";

/** Already decoded; null where a segment cannot be. */
export type PathParameters = Readonly<Record<string, string | null>>;

/**
 * An operation's input from the path, the query and the body. Where the input has `data`, the body is
 * that. Names that the input does not have are left alone: any client may send more than we know.
 * Files that came along are in `uploads`, however it ends.
 */
export async function readInput(
  operation: AnyOperation,
  request: Request,
  params: PathParameters,
  context: Context,
  uploads: Upload[],
): Promise<Input> {
  const properties = operation.input.properties as Record<string, TSchema>;
  const input: Input = {};
  if (request.url.includes("?")) readQuery(queryOf(request.url), properties, input);
  const { method } = request;
  if (method !== "GET" && method !== "HEAD" && takesBody(properties, params)) {
    const isText = (name: string) => !properties.data && properties[name]?.type === "string";
    const maxBytes = await operation.fileBytes?.(context, params);
    const files = maxBytes ? { maxBytes, blobs: context.blobs, uploads } : null;
    const body = await readBody(request, isText, files);
    if (files) placeFiles(operation, body);
    if (properties.data) input.data = body;
    else copyKnown(body, properties, input);
  }
  for (const name in params) input[name] = params[name] ?? unreadablePath();
  return input;
}

/** How the answer is to look, and on what condition there is to be one. */
const inQuery: ReadonlySet<string> = new Set(["expand", "fields", "if_updated"]);

/** Names in the path are said already. */
function takesBody(properties: Record<string, TSchema>, params: PathParameters): boolean {
  return Object.keys(properties).some((name) => !(name in params) && !inQuery.has(name));
}

/** A query parameter that any route takes; false where it is not there. */
export function readFlag(url: string, name: string): boolean {
  const text = queryOf(url).get(name);
  return text !== null && coerce(name, text, Type.Boolean()) === true;
}

/** Null says nothing, unless it is one of the things to say. */
function copyKnown(body: Input, properties: Record<string, TSchema>, input: Input): void {
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined || !Object.hasOwn(properties, name)) continue;
    if (value !== null || properties[name]!.type === undefined) input[name] = value;
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
      const value = coerce(name, text, schema);
      if (value !== undefined) input[name] = value;
    }
  }
}

/**
 * An empty text where another type is wanted says nothing.
 * @throws Failure `invalid` where the text is not of the schema's type.
 */
function coerce(name: string, text: string, { type }: TSchema): unknown {
  if (type !== "integer" && type !== "number" && type !== "boolean") return text;
  if (text === "") return undefined;
  switch (type) {
    case "integer":
      if (/^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
      throw notOfType(name, text, "a whole number");
    case "number":
      if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text);
      throw notOfType(name, text, "a number");
    case "boolean":
      if (/^(1|t|true)$/i.test(text)) return true;
      if (/^(0|f|false)$/i.test(text)) return false;
      throw notOfType(name, text, "true or false");
  }
}

function notOfType(name: string, text: string, wanted: string): Failure {
  const message = `Must be ${wanted}.`;
  return new Failure("invalid", `The query parameter ${name} must be ${wanted}.`, {
    hint: `It says ${JSON.stringify(text)}.`,
    problems: { [name]: { code: "validation_invalid_value", message } },
  });
}

function unreadablePath(): never {
  throw new Failure("invalid", "The address cannot be read.", {
    hint: "A % in a path is written %25, and everything else in UTF-8.",
  });
}
