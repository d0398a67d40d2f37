import { Code, SimpleGrid, Title, Stack } from "@mantine/core";
import { IconTable } from "@tabler/icons-react";
import { useCollections } from "../../client/use-collections.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { CollectionCard } from "./collection-card.tsx";
import { dashboardText } from "./strings.ts";

/** What there is. */
export function DashboardPage() {
  return (
    <Page title={dashboardText.title}>
      <Loaded query={useCollections()}>
        {(collections) => {
          const own = collections.filter(({ system }) => !system);
          return own.length === 0 ? (
            <NoCollections />
          ) : (
            <Stack gap="sm">
              <Title order={2}>{dashboardText.collections}</Title>
              <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="sm">
                {own.map((collection) => (
                  <CollectionCard key={collection.id} collection={collection} />
                ))}
              </SimpleGrid>
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

function NoCollections() {
  return (
    <EmptyState icon={IconTable} title={dashboardText.none} description={dashboardText.noneHint}>
      <Code block>
        {'vaultbase collections create posts --fields \'[{"name":"title","type":"text"}]\''}
      </Code>
    </EmptyState>
  );
}
