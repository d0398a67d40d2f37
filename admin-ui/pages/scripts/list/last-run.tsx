import { Group, Stack, Text } from "@mantine/core";
import { millisecondsInWords } from "../../../parts/duration.ts";
import { Time } from "../../../parts/time.tsx";
import { RunBadge } from "../run-badge.tsx";
import type { KnownScript } from "../script.ts";
import { scriptsText } from "../strings.ts";

/** How it ended, when, and how long it took; and whether it has failed lately. */
export function LastRun({ script: { lastRun, failures } }: { script: KnownScript }) {
  if (!lastRun)
    return (
      <Text size="sm" c="dimmed">
        {scriptsText.neverRan}
      </Text>
    );
  const isOne = !["ok", "refused"].includes(lastRun.outcome);
  return (
    <Stack gap={1}>
      <Group gap={7} wrap="nowrap" title={lastRun.message}>
        <RunBadge outcome={lastRun.outcome} />
        <Text size="sm" c="dimmed" className="number" style={{ whiteSpace: "nowrap" }}>
          <Time value={lastRun.at} /> · {millisecondsInWords(lastRun.durationMs)}
        </Text>
      </Group>
      {failures > (isOne ? 1 : 0) && (
        <Text size="xs" c="var(--mantine-color-error)">
          {scriptsText.failures(failures)}
        </Text>
      )}
    </Stack>
  );
}
