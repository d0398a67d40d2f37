import type { Caller } from "../../kernel/caller.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { mayCall } from "../may-call.ts";
import {
  collectionPaths,
  collectionSchemas,
  isPerCollection,
  operationsOn,
  type ApiCollection,
} from "./openapi-collection.ts";
import { describeRoute, type PathItems } from "./openapi-route.ts";
import { commonSchemas, securitySchemes } from "./openapi-schemas.ts";

/** What an API description is made from: all of it, before anybody's rights. */
export interface ApiSource {
  readonly version: string;
  readonly operations: Iterable<AnyOperation>;
  readonly collections: readonly ApiCollection[];
  /** What is no operation, described by hand. */
  readonly doors: { readonly files: PathItems; readonly others: PathItems };
}

/** An OpenAPI 3.1 document; only keys that matter to us have types. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly security: readonly Record<string, readonly string[]>[];
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: PathItems;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * The REST API as this caller may use it: every operation that has a route, with the routes over
 * records and sign-in spelled out for each collection, whose records have schemas of their own.
 */
export function openApiDocument(source: ApiSource, caller: Caller): OpenApiDocument {
  const operations = [...source.operations].filter((operation) => operation.http !== undefined);
  const paths: PathItems = {};
  const open = source.collections
    .map((collection) => ({
      collection,
      operations: operationsOn(collection, operations, caller),
    }))
    .filter((each) => each.operations.length > 0);
  for (const each of open) collectionPaths(paths, each);
  const general = operations.filter(
    (operation) => !isPerCollection(operation) && mayCall(caller, operation),
  );
  for (const operation of general) {
    const tag = featureOf(operation);
    describeRoute(paths, operation, { id: idOf(operation), tag });
  }
  const hasFiles = open.some(({ collection }) => collection.files.length > 0);
  Object.assign(paths, hasFiles && source.doors.files, source.doors.others);
  const names = open.map(({ collection }) => collection.name);
  const features = new Set([...general.map(featureOf), ...tagsOf(source.doors.others)]);
  if (hasFiles) tagsOf(source.doors.files).forEach((tag) => features.add(tag));
  const known = new Set(open.map(({ collection }) => collection.typeName));
  const schemas = open.map((each) => collectionSchemas(each, known));
  return {
    openapi: "3.1.0",
    info: { title: "Vaultbase", version: source.version, description },
    servers: [{ url: "/api/v1" }],
    security: [{}, { bearer: [] }, { key: [] }],
    tags: [
      ...names.map((name) => ({ name, description: `Records of ${name}.` })),
      ...[...features].filter((name) => !names.includes(name)).map((name) => ({ name })),
    ],
    paths,
    components: {
      schemas: Object.assign({}, ...schemas, commonSchemas) as Record<string, object>,
      responses: failureResponses,
      securitySchemes,
    },
  };
}

const description =
  "Collections and what else this caller may use. Every answer takes `?fields=`, which leaves only the named fields of it.";

const failureResponses = {
  Failure: {
    description: "What went wrong, and what to do next.",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } },
  },
};

function featureOf({ name }: AnyOperation): string {
  return name.slice(0, name.indexOf("."));
}

function tagsOf(paths: PathItems): string[] {
  const routes = Object.values(paths).flatMap((item) => Object.values(item));
  return routes.flatMap(({ tags }) => tags);
}

/** `collections.list` → `collectionsList`. */
function idOf({ name }: AnyOperation): string {
  return name.replaceAll(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
}
