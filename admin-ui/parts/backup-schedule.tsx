import { Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useRead } from "../client/use-read.ts";
import { text } from "../strings.ts";
import { Time } from "./time.tsx";

/** What the clock makes is called so among the crons. */
const autoBackup = "__pbAutoBackup__";

/** When the clock makes the next backup, and whether it could make the last. `children` may lead on. */
export function BackupSchedule({ children }: { children: (isSet: boolean) => ReactNode }) {
  const crons = useRead("crons.list", {});
  if (!crons.data) return null;
  const cron = crons.data.items.find(({ id }) => id === autoBackup);
  const words = text.backupSchedule;
  return (
    <Group justify="space-between" gap="xs">
      <Group gap={8} wrap="nowrap">
        {cron?.lastError ? (
          <IconAlertTriangle size={16} color="var(--mantine-color-error)" />
        ) : (
          <IconClock size={16} stroke={1.7} />
        )}
        <Text size="sm">
          {!cron && words.none}
          {cron?.lastError && `${words.failed(cron.lastError)} `}
          {cron && (
            <>
              {words.next} <Time value={cron.nextRun} />.
            </>
          )}
        </Text>
      </Group>
      {children(cron !== undefined)}
    </Group>
  );
}
