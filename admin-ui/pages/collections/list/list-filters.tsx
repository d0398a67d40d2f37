import { Group, SegmentedControl, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { collectionsText as words } from "../strings.ts";

const route = getRouteApi("/collections");

/** What of the list is shown; it stands in the address. */
export function ListFilters() {
  const { q = "", type, show } = route.useSearch();
  const navigate = useNavigate({ from: "/collections" });
  return (
    <Group mb="sm" gap="sm">
      <TextInput
        size="xs"
        type="search"
        w={220}
        leftSection={<IconSearch size={14} />}
        aria-label={words.search}
        placeholder={words.search}
        value={q}
        onChange={(event) => {
          const typed = event.currentTarget.value || undefined;
          void navigate({ search: { type, show, q: typed }, replace: true });
        }}
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
