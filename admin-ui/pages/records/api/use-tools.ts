import { useMemo } from "react";
import type { Collection } from "../../../../src/product.ts";
import { useRead } from "../../../client/use-read.ts";

/** The tools that do something with the collection, by the operations they call. */
export function useTools({ name }: Collection): ReadonlyMap<string, string> {
  const access = useRead("mcp.access", {});
  return useMemo(() => {
    const all = access.data?.items ?? [];
    const own = all.filter(({ collection, operation }) =>
      collection === "" ? operation === "records.batch" : collection === name,
    );
    return new Map(own.map((item) => [item.operation, item.listed]));
  }, [access.data, name]);
}
