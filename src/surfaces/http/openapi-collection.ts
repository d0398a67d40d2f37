import type { TObject, TSchema } from "@sinclair/typebox";
import type { Caller } from "../../kernel/caller.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { isReached, type RuledCollection } from "../../kernel/why-not.ts";
import { mayCallOn } from "../may-call.ts";
import { describeRoute, type PathItems, type RouteNotes } from "./openapi-route.ts";
import { refTo } from "./openapi-schemas.ts";

/** A collection as its routes are described. */
export interface ApiCollection extends RuledCollection {
  readonly type: string;
  readonly system: boolean;
  /** What its schemas' names begin with; unique. */
  readonly typeName: string;
  readonly record: TObject;
  readonly create: TObject;
  readonly update: TObject;
  /** Fields of records that may be absent. */
  readonly mayBeAbsent: readonly string[];
  readonly files: readonly { readonly name: string; readonly multiple: boolean }[];
  readonly searched: boolean;
  readonly expansions: readonly {
    readonly name: string;
    /** The typeName of what it brings. */
    readonly target: string;
    readonly multiple: boolean;
  }[];
}

/** A collection with what may be done with it, which is something. */
export interface OpenCollection {
  readonly collection: ApiCollection;
  readonly operations: readonly AnyOperation[];
}

/** Whether the operation is described once per collection, instead of once for all. */
export function isPerCollection(operation: AnyOperation): boolean {
  return isOnRecords(operation) || isSignIn(operation);
}

function isOnRecords({ http }: AnyOperation): boolean {
  return /^\w+ \/collections\/:collection\/records\b/.test(http ?? "");
}

/** Only auth collections have them. */
function isSignIn({ http, access }: AnyOperation): boolean {
  return access === "public" && /^\w+ \/collections\/:collection\//.test(http ?? "");
}

/** What the caller may do with one collection. */
export function operationsOn(
  collection: ApiCollection,
  operations: readonly AnyOperation[],
  caller: Caller,
): AnyOperation[] {
  return operations.filter((operation) => {
    if (isSignIn(operation)) return collection.type === "auth" && isReached(caller, collection);
    if (!isOnRecords(operation) || collection.system) return false;
    if (collection.type === "view" && operation.effect !== "read") return false;
    return mayCallOn(caller, operation, collection);
  });
}

/** Adds the collection's routes. */
export function collectionPaths(
  paths: PathItems,
  { collection, operations }: OpenCollection,
): void {
  for (const operation of operations) {
    describeRoute(paths, operation, {
      id: idOf(operation, collection),
      tag: collection.name,
      summary: operation.summary.replace("a collection", collection.name),
      answered: { collection: collection.name },
      ...shapeOf(operation, collection),
    });
  }
}

/** `records.list` → `listPosts`; `auth.withPassword` → `authWithPasswordUsers`. */
function idOf({ name }: AnyOperation, { typeName }: ApiCollection): string {
  const [feature = "", verb = ""] = name.split(".");
  if (feature === "records") return verb + typeName;
  return feature + verb.charAt(0).toUpperCase() + verb.slice(1) + typeName;
}

function shapeOf(
  { name, output }: AnyOperation,
  collection: ApiCollection,
): Pick<RouteNotes, "body" | "output" | "leftOut"> {
  const { typeName } = collection;
  const record = refTo(`${typeName}Record`);
  const properties = output.properties as Record<string, TSchema>;
  switch (name) {
    case "records.list": {
      const items = { type: "array", items: record };
      const leftOut = collection.searched ? [] : ["search"];
      return { output: answerWith({ ...properties, items }), leftOut };
    }
    case "records.get":
      return { output: record };
    case "records.create":
      return { body: bodies(collection, `${typeName}Create`, collection.create), output: record };
    case "records.update":
      return { body: bodies(collection, `${typeName}Update`, collection.update), output: record };
    default:
      return properties.record ? { output: answerWith({ ...properties, record }) } : {};
  }
}

function answerWith(properties: Record<string, object>): object {
  return { type: "object", properties, required: Object.keys(properties) };
}

/** Where there are files, a form brings them. */
function bodies({ files }: ApiCollection, name: string, schema: TObject): Record<string, object> {
  const json = { "application/json": refTo(name) };
  if (files.length === 0) return json;
  const binary = { type: "string", contentMediaType: "application/octet-stream" };
  const parts = files.map(({ name: field, multiple }) => {
    return [field, multiple ? { type: "array", items: binary } : binary] as const;
  });
  const form = { ...schema, properties: { ...schema.properties, ...Object.fromEntries(parts) } };
  return { ...json, "multipart/form-data": form };
}

/** `PostsRecord`, and `PostsCreate` and `PostsUpdate` where they are asked for. */
export function collectionSchemas(
  { collection, operations }: OpenCollection,
  known: ReadonlySet<string>,
): Record<string, object> {
  const { typeName, create, update } = collection;
  const has = (name: string) => operations.some((operation) => operation.name === name);
  return {
    [`${typeName}Record`]: recordSchema(collection, known),
    ...(has("records.create") && { [`${typeName}Create`]: create }),
    ...(has("records.update") && { [`${typeName}Update`]: withModifiers(update) }),
  };
}

/** Expanded records are described as far as the document knows them. */
function recordSchema(collection: ApiCollection, known: ReadonlySet<string>): object {
  const { id, name, record, mayBeAbsent } = collection;
  const properties: Record<string, object> = {
    ...record.properties,
    collectionId: { type: "string", const: id },
    collectionName: { type: "string", const: name },
  };
  const expand = collection.expansions
    .filter(({ target }) => known.has(target))
    .map(({ name, target, multiple }) => {
      const one = refTo(`${target}Record`);
      return [name, multiple ? { type: "array", items: one } : one] as const;
    });
  return {
    type: "object",
    properties: {
      ...properties,
      ...(expand.length > 0 && {
        expand: { type: "object", properties: Object.fromEntries(expand) },
      }),
    },
    required: Object.keys(properties).filter((each) => !mayBeAbsent.includes(each)),
  };
}

/** `views+`, `+tags`, `tags-`: what an update takes besides plain values. */
function withModifiers(update: TObject): object {
  return { ...update, patternProperties: { "^\\+.|.[+-]$": true } };
}
