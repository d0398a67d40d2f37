import { Button, Table } from "@mantine/core";
import { IconDatabase, IconDownload, IconPlus, IconUpload } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useClient } from "../../../client/use-client.ts";
import { useAppearance } from "../../../client/use-appearance.ts";
import { useCollections } from "../../../client/use-collections.ts";
import { useRead } from "../../../client/use-read.ts";
import { download } from "../../../parts/download.ts";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { LinkButton } from "../../../parts/links.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { Page } from "../../../parts/page.tsx";
import { usePins } from "../../../parts/pins.ts";
import { TableFrame } from "../../../parts/table-frame.tsx";
import { usePaletteActions } from "../../../shell/palette-actions.tsx";
import { collectionsText as words } from "../strings.ts";
import { CollectionMap } from "./collection-map.tsx";
import { CollectionRow } from "./collection-row.tsx";
import { ListFilters } from "./list-filters.tsx";

const route = getRouteApi("/collections");

/** Every collection with how much is in it, and who may do what at a glance. */
export function CollectionsPage() {
  const { q = "", type, show } = route.useSearch();
  const navigate = useNavigate({ from: "/collections" });
  const client = useClient();
  const collections = useCollections();
  const pins = usePins();
  const counts = useRead("collections.counts", {});
  const { hidesControls } = useAppearance();
  const exportAll = async () => {
    const { collections: all } = await client.call("collections.export", {});
    download(words.exportFile, JSON.stringify(all, null, 2), "application/json");
  };
  usePaletteActions(
    useMemo(
      () =>
        hidesControls
          ? []
          : [
              {
                label: words.newCollection,
                keywords: ["create", "table"],
                run: () => void navigate({ to: "/new-collection" }),
              },
            ],
      [navigate, hidesControls],
    ),
  );
  return (
    <Page
      title={words.title}
      description={words.description}
      actions={
        <>
          {!hidesControls && (
            <LinkButton
              variant="default"
              leftSection={<IconUpload size={16} />}
              to="/import-collections"
            >
              {words.import}
            </LinkButton>
          )}
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() => void exportAll()}
          >
            {words.export}
          </Button>
          {!hidesControls && (
            <LinkButton leftSection={<IconPlus size={16} />} to="/new-collection">
              {words.newCollection}
            </LinkButton>
          )}
        </>
      }
    >
      <Loaded query={collections}>
        {(all) => {
          if (!all.some(({ system }) => !system) && type !== "system")
            return <First hidesControls={hidesControls} />;
          const shown = pins
            .first(all)
            .filter(
              (each) =>
                each.name.toLowerCase().includes(q.toLowerCase()) &&
                (type === "system" ? each.system : !each.system && (!type || each.type === type)),
            );
          return (
            <>
              <ListFilters />
              {shown.length === 0 ? (
                <EmptyState icon={IconDatabase} title={words.none} description={words.noneHint} />
              ) : show === "map" ? (
                <CollectionMap collections={shown} />
              ) : (
                <TableFrame label={words.title} minWidth={300}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{words.name}</Table.Th>
                      <Table.Th ta="right">{words.records}</Table.Th>
                      <Table.Th ta="right" visibleFrom="sm">
                        {words.fields}
                      </Table.Th>
                      <Table.Th visibleFrom="xs">{words.rules}</Table.Th>
                      <Table.Th visibleFrom="sm">{words.updated}</Table.Th>
                      <Table.Th w={56} />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {shown.map((collection) => (
                      <CollectionRow
                        key={collection.id}
                        collection={collection}
                        records={counts.data?.items.find(({ id }) => id === collection.id)?.records}
                      />
                    ))}
                  </Table.Tbody>
                </TableFrame>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function First({ hidesControls }: { hidesControls: boolean }) {
  return (
    <EmptyState
      icon={IconDatabase}
      title={words.first}
      description={hidesControls ? words.controlsHidden : words.firstHint}
    >
      {!hidesControls && (
        <LinkButton leftSection={<IconPlus size={16} />} to="/new-collection">
          {words.newCollection}
        </LinkButton>
      )}
    </EmptyState>
  );
}
