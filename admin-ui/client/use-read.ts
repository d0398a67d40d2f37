import {
  keepPreviousData,
  useQuery,
  type UseQueryOptions,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { Client } from "./client.ts";
import type { ClientError } from "./client-error.ts";
import type { Input, OperationName, Output } from "./operations.ts";
import { useClient } from "./use-client.ts";

export interface ReadOptions {
  readonly enabled?: boolean;
  /** Milliseconds between looks; for what changes by itself. */
  readonly refetchInterval?: number | false;
  /** Asks as somebody else: see `CallOptions`. */
  readonly as?: string | null | undefined;
  /** Not from memory: for a form, which begins with what it is given and stays with it. */
  readonly fresh?: boolean;
  /** While the input changes, what was there stays: for lists that are filtered and paged. */
  readonly keepPrevious?: boolean;
}

/** An operation's answer, kept and refreshed. `useCall` says which ones a change makes stale. */
export function useRead<Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  {
    enabled = true,
    refetchInterval = false,
    keepPrevious = false,
    fresh = false,
    as,
  }: ReadOptions = {},
): UseQueryResult<Output<Name>, ClientError> {
  const options: UseQueryOptions<Output<Name>, ClientError> = {
    ...readQuery(useClient(), name, input, as),
    enabled,
    refetchInterval,
    ...(fresh && { gcTime: 0, staleTime: 0, refetchOnWindowFocus: false }),
  };
  // No answer is a function; that is more than the compiler can see for an open `Name`.
  return useQuery(
    keepPrevious ? ({ ...options, placeholderData: keepPreviousData } as typeof options) : options,
  );
}

/** The same for `useQueries`, `queryClient.fetchQuery` and their like. */
export function readQuery<Name extends OperationName>(
  client: Client,
  name: Name,
  input: Input<Name>,
  as?: string | null,
) {
  return {
    queryKey: as === undefined ? ([name, input] as const) : ([name, input, as] as const),
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<Output<Name>> =>
      client.call(name, input, { signal, as }),
  };
}
