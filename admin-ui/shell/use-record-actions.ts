import { useDebouncedValue } from "@mantine/hooks";
import type { SpotlightActionGroupData } from "@mantine/spotlight";
import { useQueries } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Collection } from "../../src/product.ts";
import { labelFields, labelOf, quoted } from "../client/record.ts";
import { useClient } from "../client/use-client.ts";
import { useCollections } from "../client/use-collections.ts";
import { readQuery } from "../client/use-read.ts";
import { shellText } from "./strings.ts";

/** How many collections are looked through, and how many records of each are offered. */
const mostCollections = 12;
const perPage = 4;

/** Records that are called what was typed, or have it as their id. */
export function useRecordActions(query: string): SpotlightActionGroupData[] {
  const client = useClient();
  const navigate = useNavigate();
  const [typed] = useDebouncedValue(query.trim(), 200);
  const { data: collections = [] } = useCollections();
  const looked = collections
    .filter(({ system, type }) => !system && type !== "view")
    .slice(0, mostCollections);
  const found = useQueries({
    queries: looked.map((collection) => ({
      ...readQuery(client, "records.list", {
        collection: collection.name,
        filter: filterFor(collection, typed),
        perPage,
        skipTotal: true,
      }),
      enabled: typed.length > 1,
    })),
  });
  if (query.trim().length < 2) return [];
  const actions = looked.flatMap((collection, index) =>
    (found[index]?.data?.items ?? []).map((record) => ({
      id: `record ${collection.name} ${String(record.id)}`,
      label: labelOf(record, collection),
      description: `${collection.name} / ${String(record.id)}`,
      // The palette sorts by itself what it is given.
      keywords: [typed],
      onClick: () =>
        void navigate({
          to: "/records/$collection",
          params: { collection: collection.name },
          search: { record: String(record.id) },
        }),
    })),
  );
  return actions.length > 0 ? [{ group: shellText.paletteRecords, actions }] : [];
}

function filterFor(collection: Collection, typed: string): string {
  const text = quoted(typed);
  return [
    `id = ${text}`,
    ...labelFields(collection)
      .filter(({ type }) => type === "text" || type === "email")
      .map(({ name }) => `${name} ~ ${text}`),
  ].join(" || ");
}
