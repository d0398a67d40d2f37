import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { asClientError, type ClientError } from "../../../client/client-error.ts";
import type { Output } from "../../../client/operations.ts";
import type { RecordData } from "../../../client/record.ts";
import { useClient } from "../../../client/use-client.ts";

/** What is asked for, apart from which of it. */
export interface RowsQuestion {
  readonly collection: string;
  readonly filter?: string | undefined;
  readonly search?: string | undefined;
  readonly sort?: string | undefined;
  readonly fields?: string | undefined;
  readonly expand?: string | undefined;
}

export interface Rows {
  /** Undefined until they are counted. */
  readonly total: number | undefined;
  readonly error: ClientError | null;
  readonly isFetching: boolean;
  /** Undefined while it is on its way. */
  row(index: number): RecordData | undefined;
  refresh(): void;
}

type Page = Output<"records.list">;

const perPage = 100;
/** Pages that are out of sight are kept for this long, milliseconds. */
const keptMs = 60_000;
/** Whoever drags the scroll bar passes thousands of pages: those where it rests are fetched. */
const restMs = 60;

/**
 * The rows between two numbers, in pages as they come into sight. Counting may take longer than
 * reading, so it is asked for apart.
 */
export function useRows(
  question: RowsQuestion,
  range: { readonly first: number; readonly last: number },
  viewer: { readonly as: string | null | undefined; readonly isReady: boolean },
): Rows {
  const { as, isReady: enabled } = viewer;
  const client = useClient();
  const queries = useQueryClient();
  // In a key nobody and oneself, null and undefined, would be the same.
  const key = ["records.list", question, as === undefined ? "oneself" : (as ?? "nobody")];
  const [firstPage, lastPage] = [range.first, Math.max(range.first, range.last - 1)].map((row) =>
    Math.floor(row / perPage),
  ) as [number, number];
  const [rested] = useDebouncedValue(`${firstPage} ${lastPage}`, restMs, { leading: true });
  const [from, to] = rested.split(" ").map(Number) as [number, number];

  const count = useQuery<Page, Error>({
    queryKey: [...key, "count"],
    queryFn: ({ signal }) => {
      const { fields: _, expand: __, sort: ___, ...counted } = question;
      return client.call("records.list", { ...counted, fields: "id", perPage: 1 }, { signal, as });
    },
    enabled,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
  const pageQueries = Array.from({ length: to - from + 1 }, (_, index) => ({
    queryKey: [...key, from + index],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      client.call(
        "records.list",
        { ...question, page: from + index + 1, perPage, skipTotal: true },
        { signal, as },
      ),
    gcTime: keptMs,
  }));
  // Asked for before all around the rows is drawn for the first time, which takes as long as the answer.
  const [first] = pageQueries;
  if (first && enabled && !queries.getQueryState(first.queryKey)) void queries.prefetchQuery(first);
  const pages = useQueries({ queries: pageQueries.map((each) => ({ ...each, enabled })) });

  const firstError = pages.find((page) => page.error)?.error ?? count.error;
  const only = from === 0 ? pages[0]?.data : undefined;
  const isAll = only !== undefined && only.items.length < perPage;
  return {
    total: isAll ? only.items.length : count.data?.totalItems,
    error: firstError ? asClientError(firstError) : null,
    isFetching: pages.some((page) => page.isFetching),
    row: (index) => pages[Math.floor(index / perPage) - from]?.data?.items[index % perPage],
    refresh: useCallback(
      () =>
        void queries.invalidateQueries({
          predicate: ({ queryKey: [name, asked] }) =>
            name === "records.list" && (asked as RowsQuestion).collection === question.collection,
        }),
      [queries, question.collection],
    ),
  };
}
