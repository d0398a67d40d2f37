import { SimpleGrid, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useAppearance } from "../../client/use-appearance.ts";
import { useCollections } from "../../client/use-collections.ts";
import { useRead } from "../../client/use-read.ts";
import { LinkButton } from "../../parts/links.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { CollectionCard } from "./collection-card.tsx";
import { usePins } from "../../parts/pins.ts";
import { Part } from "./part.tsx";
import { dashboardText as words } from "./strings.ts";

/** What there is. */
export function CollectionCards() {
  const pins = usePins();
  const { hidesControls } = useAppearance();
  const counts = useRead("collections.counts", {}, { refetchInterval: 15_000 });
  return (
    <Part
      title={words.collections}
      more={
        !hidesControls && (
          <LinkButton
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={13} />}
            to="/new-collection"
          >
            {words.newCollection}
          </LinkButton>
        )
      }
    >
      <Loaded query={useCollections()}>
        {(collections) => {
          const own = pins.first(collections.filter(({ system }) => !system));
          if (own.length === 0) return <Text c="dimmed">{words.none}</Text>;
          return (
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="sm">
              {own.map((collection) => (
                <CollectionCard
                  key={collection.id}
                  collection={collection}
                  records={counts.data?.items.find(({ id }) => id === collection.id)?.records}
                />
              ))}
            </SimpleGrid>
          );
        }}
      </Loaded>
    </Part>
  );
}
