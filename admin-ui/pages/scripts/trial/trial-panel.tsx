import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconPlayerPlay, IconRestore } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ClientError } from "../../../client/client-error.ts";
import { CodeEditor } from "../../../parts/code-editor.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import styles from "../scripts.module.css";
import type { Trial } from "../script.ts";
import { trialText } from "../strings.ts";
import { TrialResult } from "./trial-result.tsx";
import type { SampleState } from "./use-sample.ts";

export interface ShownTrial {
  readonly trial: Trial;
  /** What was tried. */
  readonly source: string;
  /** Saving tries on a sample of its own. */
  readonly bySaving: boolean;
}

interface TrialPanelProps {
  readonly sample: SampleState;
  /** How to choose another record, and another person. */
  readonly picker: ReactNode;
  readonly run: () => void;
  readonly isRunning: boolean;
  readonly error: ClientError | null;
  readonly shown: ShownTrial | null;
  readonly isStale: boolean;
}

/** Runs what is written on a sample, as often as wanted, and shows what would come of it. */
export function TrialPanel({
  sample,
  picker,
  run,
  isRunning,
  error,
  shown,
  isStale,
}: TrialPanelProps) {
  return (
    <Paper p="md" className={styles.panel} component="section" aria-label={trialText.title}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <div>
            <Title order={2}>{trialText.title}</Title>
            <Text size="xs" c="dimmed">
              {trialText.hint}
            </Text>
          </div>
          <Button
            size="xs"
            flex="none"
            leftSection={<IconPlayerPlay size={14} />}
            loading={isRunning}
            disabled={sample.event === undefined}
            onClick={run}
          >
            {trialText.run}
          </Button>
        </Group>
        <div className={styles.pickers}>{picker}</div>
        <CodeEditor
          language="json"
          label={trialText.event}
          description={trialText.eventHint}
          value={sample.text}
          onChange={(text) => {
            if (text !== sample.text) sample.write(text);
          }}
          error={sample.problem}
          onSubmit={run}
          minHeight={120}
          maxHeight={210}
        />
        {sample.isWritten && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconRestore size={14} />}
            style={{ alignSelf: "flex-start" }}
            onClick={sample.reset}
          >
            {trialText.reset}
          </Button>
        )}
        <Refusal error={error} shown={["source"]} />
        <div aria-live="polite">
          {shown && !error && (
            <TrialResult trial={shown.trial} bySaving={shown.bySaving} isStale={isStale} />
          )}
        </div>
      </Stack>
    </Paper>
  );
}
