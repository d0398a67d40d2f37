import { SimpleGrid, Stack } from "@mantine/core";
import { Page } from "../../parts/page.tsx";
import { CollectionCards } from "./collection-cards.tsx";
import styles from "./dashboard.module.css";
import { Figures } from "./figures.tsx";
import { Findings } from "./findings.tsx";
import { NextSteps } from "./next-steps.tsx";
import { RecentChanges } from "./recent-changes.tsx";
import { dashboardText } from "./strings.ts";
import { Traffic } from "./traffic.tsx";

/** What is going on. */
export function DashboardPage() {
  return (
    <Page title={dashboardText.title}>
      <Stack gap={36}>
        <NextSteps />
        <Stack gap="lg">
          <Traffic />
          <Figures />
        </Stack>
        <SimpleGrid
          cols={{ base: 1, md: 2 }}
          spacing={40}
          verticalSpacing={36}
          className={styles.pair}
        >
          <RecentChanges />
          <Findings />
        </SimpleGrid>
        <CollectionCards />
      </Stack>
    </Page>
  );
}
