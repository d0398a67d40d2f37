import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Collection } from "../../src/product.ts";
import type { Client } from "./client.ts";
import type { ClientError } from "./client-error.ts";
import type { Output } from "./operations.ts";
import { readQuery } from "./use-read.ts";
import { useClient } from "./use-client.ts";

/** All collections, by name; a few hundred are no burden. Nearly every page asks for them. */
export function collectionsQuery(client: Client) {
  return readQuery(client, "collections.list", { perPage: 500, sort: "name", skipTotal: true });
}

export function useCollections(): UseQueryResult<readonly Collection[], ClientError> {
  return useQuery({
    ...collectionsQuery(useClient()),
    // The answer's schema leaves the options open; they are those of a collection.
    select: ({ items }: Output<"collections.list">) => items as unknown as readonly Collection[],
  });
}

/** One of them by name or id; undefined while they are on their way, null where it is not there. */
export function useCollection(nameOrId: string): Collection | null | undefined {
  const { data } = useCollections();
  return data && findCollection(data, nameOrId);
}

export function findCollection(
  collections: readonly Collection[],
  nameOrId: string,
): Collection | null {
  return collections.find(({ id, name }) => name === nameOrId || id === nameOrId) ?? null;
}
