import { useQuery } from "@tanstack/react-query";
import type { Collection } from "../../../../src/product.ts";
import type { ClientError } from "../../../client/client-error.ts";
import { useClient } from "../../../client/use-client.ts";
import type { JsonSchema } from "../../../parts/schema-form/json-schema.ts";
import { endpointGroups, placeOf, type Endpoint, type EndpointGroup } from "./endpoint.ts";

/** As much of OpenAPI as the server's description uses. */
export interface ApiSchema extends JsonSchema {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly ApiSchema[];
  readonly properties?: Readonly<Record<string, ApiSchema>>;
  readonly items?: ApiSchema;
}

type Content = Readonly<Record<string, { readonly schema: ApiSchema }>>;

export interface ApiParameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: ApiSchema;
}

export interface ApiRoute {
  readonly summary: string;
  readonly parameters?: readonly ApiParameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Content }>
  >;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiRoute>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, ApiSchema>> };
}

/** The server's own description of its API: what is not in it is not there. */
export function useApiDocument() {
  const client = useClient();
  return useQuery<ApiDocument, ClientError>({
    queryKey: ["openapi"],
    staleTime: 0,
    queryFn: async ({ signal }) =>
      (await (await client.fetch("/openapi.json", { signal })).json()) as ApiDocument,
  });
}

export function routeIn(
  { paths }: ApiDocument,
  endpoint: Endpoint,
  collection: Collection,
): ApiRoute | undefined {
  const { method, path } = placeOf(endpoint, collection);
  return paths[path.replace(/^\/files\/[^{/]+/, "/files/{collection}")]?.[method.toLowerCase()];
}

/** What can be asked of the collection. */
export function endpointsOf(
  document: ApiDocument,
  collection: Collection,
): readonly (readonly [EndpointGroup, readonly Endpoint[]])[] {
  const { type, system, fields } = collection;
  const fits: Partial<Record<Endpoint, boolean>> = {
    "records.batch": type !== "view" && !system,
    live: type !== "view" && !system,
    file: fields.some((field) => field.type === "file"),
  };
  return (Object.keys(endpointGroups) as EndpointGroup[])
    .map((group) => {
      const there = (endpointGroups[group] as readonly Endpoint[]).filter(
        (each) => fits[each] !== false && routeIn(document, each, collection),
      );
      return [group, there] as const;
    })
    .filter(([, there]) => there.length > 0);
}
