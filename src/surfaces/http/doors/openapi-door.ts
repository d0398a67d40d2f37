import type { Catalog } from "../../../features/collections/catalog.ts";
import { fieldTypeOf } from "../../../features/collections/field-types.ts";
import {
  createSchema,
  recordSchema,
  updateSchema,
} from "../../../features/collections/record-schema.ts";
import { searchedFields } from "../../../features/collections/search-option.ts";
import { typeNames } from "../../../features/collections/type-names.ts";
import { expansionsOf } from "../../../features/records/expansions.ts";
import type { RouteScript } from "../../../features/scripts/script.ts";
import type { Caller } from "../../../kernel/caller.ts";
import { Failure } from "../../../kernel/failure.ts";
import type { AnyOperation } from "../../../kernel/operation.ts";
import { BoundedMap } from "../../../lib/bounded-map.ts";
import { grantKey } from "../../may-call.ts";
import { cachedAnswer, etagOf } from "../cached-answer.ts";
import { refuse } from "../answer-operation.ts";
import type { Door, HttpHost } from "../http-host.ts";
import { identifyRequest } from "../identify-request.ts";
import { openApiDocument, type OpenApiDocument } from "../openapi.ts";
import { filePaths, realtimePaths } from "./described-doors.ts";
import { customPaths } from "./described-routes.ts";
import type { ApiCollection } from "../openapi-collection.ts";

/** The API's description, made from the live schema for whoever asks. */
export function openApiDoor(host: HttpHost, version: string): Door {
  const { operations } = host;
  const made = new WeakMap<Catalog, BoundedMap<string, Description>>();
  return {
    paths: ["/api/v1/openapi.json", "/api/openapi.json"],
    async answer(request, facts) {
      try {
        if (request.method !== "GET") throw notThere();
        const caller = await identifyRequest(host, request);
        const { catalogs, scripts } = host.contextFor(caller, facts).services;
        const catalog = await catalogs.current();
        const { routes } = await scripts.current();
        let known = made.get(catalog);
        if (!known) made.set(catalog, (known = new BoundedMap(descriptionsKept)));
        const key = grantKey(caller);
        let description = known.get(key);
        if (!description) {
          description = textOf(describeApi({ catalog, routes, caller, operations, version }));
          known.set(key, description);
        }
        return cachedAnswer(request, description.text, description.etag);
      } catch (thrown) {
        return refuse(host, thrown, "openapi.json");
      }
    },
  };
}

/** One schema's descriptions for different callers; each is some 100 KB. */
const descriptionsKept = 16;

/** The document for one caller. */
export function describeApi(asked: {
  readonly catalog: Catalog;
  readonly routes: readonly RouteScript[];
  readonly caller: Caller;
  readonly operations: ReadonlyMap<string, AnyOperation>;
  readonly version: string;
}): OpenApiDocument {
  const { catalog, caller, operations, version } = asked;
  const names = typeNames(catalog.collections);
  const sees = caller.superuser ? "all" : "open";
  const collections = catalog.collections.map((collection): ApiCollection => {
    const { fields, auth } = collection;
    return {
      ...collection,
      typeName: names.get(collection.id) ?? collection.id,
      record: recordSchema(collection, sees),
      create: createSchema(collection, sees),
      update: updateSchema(collection, sees),
      mayBeAbsent: auth && !caller.superuser ? ["email"] : [],
      files: fields
        .filter((field) => field.type === "file" && (caller.superuser || !field.hidden))
        .map((field) => ({ name: field.name, multiple: fieldTypeOf(field).multiple(field) })),
      searched: searchedFields(collection, caller).length > 0,
      expansions: expansionsOf(catalog, collection, caller).map(({ name, target, multiple }) => ({
        name,
        target: names.get(target.id) ?? target.id,
        multiple,
      })),
    };
  });
  const others = { ...realtimePaths, ...customPaths(asked.routes, caller) };
  const doors = { files: filePaths, others };
  return openApiDocument({ version, operations: operations.values(), collections, doors }, caller);
}

interface Description {
  readonly text: string;
  readonly etag: string;
}

function textOf(document: OpenApiDocument): Description {
  const text = JSON.stringify(document);
  return { text, etag: etagOf(text) };
}

function notThere(): Failure {
  return new Failure("notFound", "The requested resource wasn't found.", {
    hint: "GET /api/v1/openapi.json",
  });
}
