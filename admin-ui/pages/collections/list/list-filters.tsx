import { Group, SegmentedControl } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { SearchInput } from "../../../parts/search-input.tsx";
import { collectionsText as words } from "../strings.ts";

const route = getRouteApi("/collections");

/** What of the list is shown; it stands in the address. */
export function ListFilters() {
  const { q = "", type, show } = route.useSearch();
  const navigate = useNavigate({ from: "/collections" });
  return (
    <Group mb="sm" gap="sm">
      <SearchInput
        w={220}
        label={words.search}
        value={q}
        onChange={(typed) =>
          void navigate({ search: { type, show, q: typed || undefined }, replace: true })
        }
      />
      <SegmentedControl
        size="xs"
        aria-label={words.typeFilter}
        value={type ?? "all"}
        onChange={(next) => {
          const chosen = next === "all" ? undefined : (next as NonNullable<typeof type>);
          void navigate({ search: { q: q || undefined, show, type: chosen }, replace: true });
        }}
        data={[
          { value: "all", label: words.all },
          ...Object.entries(words.types).map(([value, label]) => ({ value, label })),
          { value: "system", label: words.showSystem },
        ]}
      />
      <SegmentedControl
        size="xs"
        ml="auto"
        aria-label={words.show}
        value={show ?? "list"}
        onChange={(next) => {
          const chosen = next === "map" ? next : undefined;
          void navigate({ search: { q: q || undefined, type, show: chosen } });
        }}
        data={[
          { value: "list", label: words.list },
          { value: "map", label: words.map },
        ]}
      />
    </Group>
  );
}
