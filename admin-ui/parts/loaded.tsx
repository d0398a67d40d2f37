import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { asClientError } from "../client/client-error.ts";
import { useRetry } from "../client/use-retry.ts";
import { RowsSkeleton } from "./page-skeleton.tsx";
import { Refusal } from "./refusal.tsx";

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data, Error>;
  readonly skeleton?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** What a read has answered, a skeleton until then, or why it was refused. */
export function Loaded<Data>({ query, skeleton, children }: LoadedProps<Data>) {
  const retry = useRetry();
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return <Refusal error={asClientError(query.error)} retry={retry} />;
  }
  return skeleton ?? <RowsSkeleton />;
}
