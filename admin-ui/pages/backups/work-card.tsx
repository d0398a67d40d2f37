import { Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { sizeInWords } from "../../parts/size.ts";
import { Time } from "../../parts/time.tsx";
import { workText } from "./strings.ts";
import type { Work } from "./use-work.ts";

/** How far a backup or a restore is. */
export function WorkCard({ work }: { work: Work }) {
  const { action, key, started } = work;
  const title = workText[action](key);
  return (
    <Paper p="md" role="status" aria-label={title}>
      <Stack gap={8}>
        <Group justify="space-between" gap="xs">
          <Text size="sm" fw={550} style={{ overflowWrap: "anywhere" }}>
            {title}
          </Text>
          <Text size="xs" c="dimmed">
            <Time value={started} />
          </Text>
        </Group>
        <WorkBar work={work} />
      </Stack>
    </Paper>
  );
}

/** The step it is at, and how much of that is done. */
export function WorkBar({ work: { step, done, total } }: { work: Work }) {
  const isKnown = total > 0;
  return (
    <>
      <Progress
        value={isKnown ? Math.min(100, (done / total) * 100) : 100}
        animated={!isKnown}
        aria-label={workText.steps[step]}
      />
      <Text size="xs" c="dimmed" className="number">
        {workText.steps[step]}
        {isKnown && ` · ${workText.of(sizeInWords(done), sizeInWords(total))}`}
      </Text>
    </>
  );
}
