import { Stack, Text } from "@mantine/core";
import { scheduleInWords } from "./schedule-in-words.ts";

/** A schedule as it is written, and what that means. */
export function ScheduleWords({ schedule }: { schedule: string }) {
  const words = scheduleInWords(schedule);
  return (
    <Stack gap={0}>
      {words !== "" && <Text size="sm">{words}</Text>}
      <Text size="xs" c="dimmed" className="mono">
        {schedule}
      </Text>
    </Stack>
  );
}
