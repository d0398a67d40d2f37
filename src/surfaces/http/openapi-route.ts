import type { TSchema } from "@sinclair/typebox";
import type { AnyOperation } from "../../kernel/operation.ts";
import { saysNothing } from "./says-nothing.ts";

/** `paths` of a document: routes by path and method. */
export type PathItems = Record<string, Record<string, RouteEntry>>;

/** What the document says of one route; only what we read again has a type. */
interface RouteEntry {
  readonly tags: readonly string[];
  readonly [key: string]: unknown;
}

/** How one route differs from what its operation says of itself. */
export interface RouteNotes {
  readonly id: string;
  readonly tag: string;
  readonly summary?: string;
  /** Path parameters that are answered already, such as `collection`. */
  readonly answered?: Readonly<Record<string, string>>;
  /** The body in place of the input's `data`, by media type. */
  readonly body?: Readonly<Record<string, object>>;
  readonly output?: object;
  readonly leftOut?: readonly string[];
}

/** Adds an operation's route: where `readInput` looks for each part of the input. */
export function describeRoute(paths: PathItems, operation: AnyOperation, notes: RouteNotes): void {
  const [method = "", route = ""] = (operation.http ?? "").split(" ");
  const { answered = {} } = notes;
  const named: string[] = [];
  const path = route.replaceAll(/:(\w+)/g, (_, name: string) => {
    named.push(name);
    return answered[name] === undefined ? `{${name}}` : encodeURIComponent(answered[name]);
  });
  const properties = operation.input.properties as Record<string, TSchema>;
  const required: readonly string[] = operation.input.required ?? [];
  const rest = Object.keys(properties).filter(
    (name) => !named.includes(name) && name !== "data" && !notes.leftOut?.includes(name),
  );
  const inQuery = method === "GET" || method === "DELETE" || properties.data !== undefined;
  const parameters = [
    ...named
      .filter((name) => answered[name] === undefined)
      .map((name) => parameter("path", name, properties[name], true)),
    ...(inQuery ? rest.filter((name) => isScalar(properties[name])) : []).map((name) =>
      parameter("query", name, properties[name], required.includes(name)),
    ),
    ...(canBeTried(operation) ? [dryRun] : []),
  ];
  const body = bodyOf(operation, notes, inQuery ? [] : rest);
  const item = (paths[path] ??= {});
  item[method.toLowerCase()] = {
    operationId: notes.id,
    tags: [notes.tag],
    summary: notes.summary ?? operation.summary,
    ...(operation.access === "superuser" && { security: [{ bearer: [] }, { key: [] }] }),
    ...(operation.scope && { "x-scope": operation.scope }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: body }),
    responses: {
      ...(saysNothing(operation)
        ? { 204: { description: "Done." } }
        : {
            200: {
              description: "Done.",
              content: { "application/json": { schema: notes.output ?? answerOf(operation) } },
            },
          }),
      default: { $ref: "#/components/responses/Failure" },
    },
  };
}

function answerOf({ output, httpAnswer }: AnyOperation): object {
  return httpAnswer === undefined ? output : output.properties[httpAnswer];
}

/** As `invoke` has it: signing in cannot be tried, nor what does not end with a transaction. */
function canBeTried({ effect, access, dryRun }: AnyOperation): boolean {
  return effect !== "read" && access !== "public" && dryRun !== false;
}

const dryRun = {
  name: "dry_run",
  in: "query",
  description: "Answer what would change, keep nothing.",
  schema: { type: "boolean" },
} as const;

function bodyOf(
  { input }: AnyOperation,
  { body }: RouteNotes,
  names: readonly string[],
): object | undefined {
  const { data } = input.properties as Record<string, TSchema>;
  if (data) {
    const content = body ?? { "application/json": data };
    return { required: true, content: wrapped(content) };
  }
  if (names.length === 0) return undefined;
  const required = ((input.required ?? []) as string[]).filter((name) => names.includes(name));
  const schema = {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, input.properties[name]])),
    ...(required.length > 0 && { required }),
  };
  return { required: required.length > 0, content: wrapped({ "application/json": schema }) };
}

function wrapped(content: Readonly<Record<string, object>>): object {
  return Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }]));
}

function parameter(
  place: "path" | "query",
  name: string,
  schema: TSchema | undefined,
  required: boolean,
): object {
  const { description, ...said } = schema ?? { type: "string" };
  return {
    name,
    in: place,
    ...(required && { required }),
    ...(description && { description }),
    schema: said,
  };
}

/** Lists and objects come in bodies. */
function isScalar(schema: TSchema | undefined): boolean {
  return schema?.type !== "array" && schema?.type !== "object";
}
