import { Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { useRead } from "../../client/use-read.ts";
import { LinkButton } from "../../parts/links.tsx";
import { Time } from "../../parts/time.tsx";
import { scheduleText } from "./strings.ts";

/** What the clock makes is called so among the crons. */
const autoBackup = "__pbAutoBackup__";

/** When the clock makes the next, and whether it could make the last. */
export function Schedule() {
  const crons = useRead("crons.list", {});
  if (!crons.data) return null;
  const cron = crons.data.items.find(({ id }) => id === autoBackup);
  return (
    <Group justify="space-between" gap="xs">
      <Group gap={8} wrap="nowrap">
        {cron?.lastError ? (
          <IconAlertTriangle size={16} color="var(--mantine-color-error)" />
        ) : (
          <IconClock size={16} stroke={1.7} />
        )}
        <Text size="sm">
          {!cron && scheduleText.none}
          {cron?.lastError && `${scheduleText.failed(cron.lastError)} `}
          {cron && (
            <>
              {scheduleText.next} <Time value={cron.nextRun} />.
            </>
          )}
        </Text>
      </Group>
      <LinkButton
        size="xs"
        variant="subtle"
        to="/settings/$section"
        params={{ section: "backups" }}
        search={{ setting: "backups.cron" }}
      >
        {cron ? scheduleText.change : scheduleText.set}
      </LinkButton>
    </Group>
  );
}
