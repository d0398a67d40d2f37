import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Flag } from "../../../src/product.ts";
import type { ClientError } from "../../client/client-error.ts";
import type { Output } from "../../client/operations.ts";
import { useClient } from "../../client/use-client.ts";
import { readQuery } from "../../client/use-read.ts";

/** All flags, by key; looked at every `refetchInterval` milliseconds where that is given. */
export function useFlags(
  refetchInterval: number | false = false,
): UseQueryResult<readonly Flag[], ClientError> {
  return useQuery({
    ...readQuery(useClient(), "flags.list", {}),
    refetchInterval,
    // The answer's schema leaves rules open; they are those of a flag.
    select: ({ items }: Output<"flags.list">) => items as unknown as readonly Flag[],
  });
}
