import { Alert, Button, Group, Kbd, SegmentedControl, Text, Tooltip } from "@mantine/core";
import {
  IconAlertTriangle,
  IconFlask,
  IconListTree,
  IconPlayerPlay,
  IconPlayerStop,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { millisecondsInWords } from "../../parts/duration.ts";
import type { SqlMode } from "./outcome.ts";
import styles from "./sql.module.css";
import { sqlText } from "./strings.ts";
import type { RunState } from "./use-run.ts";

interface SqlToolbarProps {
  readonly mode: SqlMode;
  readonly state: RunState;
  /** Less than all of the text would run. */
  readonly isPart: boolean;
  readonly onMode: (mode: SqlMode) => void;
  readonly onRun: () => void;
  readonly onTry: () => void;
  readonly onExplain: () => void;
  readonly onStop: () => void;
}

/** Run, explain, stop; and what statements may do, with what that means. */
export function SqlToolbar(props: SqlToolbarProps) {
  const { mode, state, isPart, onMode, onRun, onTry, onExplain, onStop } = props;
  const isRunning = state.kind === "running";
  return (
    <>
      <div className={styles.toolbar}>
        <Group gap={8}>
          {isRunning ? (
            <Button
              size="xs"
              color="red"
              leftSection={<IconPlayerStop size={15} />}
              onClick={onStop}
            >
              {sqlText.stop}
            </Button>
          ) : (
            <Button
              size="xs"
              color={mode === "read" ? "iris" : "red"}
              leftSection={<IconPlayerPlay size={15} />}
              onClick={onRun}
            >
              {isPart ? sqlText.runChosen : sqlText.run}
            </Button>
          )}
          {mode === "write" && (
            <Tooltip label={sqlText.tryOutHint}>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconFlask size={15} />}
                disabled={isRunning}
                onClick={onTry}
              >
                {sqlText.tryOut}
              </Button>
            </Tooltip>
          )}
          <Tooltip label={sqlText.explainHint}>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconListTree size={15} />}
              disabled={isRunning}
              onClick={onExplain}
            >
              {sqlText.explain}
            </Button>
          </Tooltip>
          {isRunning ? (
            <Elapsed since={state.since} />
          ) : (
            <Text span size="xs" c="dimmed" visibleFrom="md">
              <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">Enter</Kbd>
            </Text>
          )}
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={sqlText.mode}
          value={mode}
          onChange={(next) => onMode(next as SqlMode)}
          data={(["read", "write", "anything"] as const).map((value) => ({
            value,
            label: sqlText.modes[value],
          }))}
        />
      </div>
      {mode !== "read" && (
        <Alert
          className={styles.warning}
          color={mode === "write" ? "yellow" : "red"}
          icon={<IconAlertTriangle size={17} />}
          py={8}
        >
          {sqlText.warnings[mode]}
        </Alert>
      )}
    </>
  );
}

function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return (
    <Text span size="xs" c="dimmed" className="number" role="status">
      {now - since < 300 ? sqlText.running : millisecondsInWords(now - since)}
    </Text>
  );
}
