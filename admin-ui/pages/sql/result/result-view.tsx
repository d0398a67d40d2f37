import { Button } from "@mantine/core";
import { IconCheck, IconPlayerStop, IconTerminal2, IconTableOff } from "@tabler/icons-react";
import { EmptyState } from "../../../parts/empty-state.tsx";
import { Refusal } from "../../../parts/refusal.tsx";
import type { RowsOutcome } from "../outcome.ts";
import styles from "../sql.module.css";
import { resultText, sqlText } from "../strings.ts";
import type { Asked, RunState } from "../use-run.ts";
import { PlanView } from "./plan-view.tsx";
import { ResultBar } from "./result-bar.tsx";
import { ResultGrid } from "./result-grid.tsx";
import { Written } from "./written.tsx";

interface ResultViewProps {
  readonly state: RunState;
  readonly onLimit: (limit: number) => void;
  readonly onKeep: (asked: Asked) => void;
  /** What was refused only because it writes. */
  readonly onWriting: () => void;
}

/** What came of the last statement. */
export function ResultView({ state, onLimit, onKeep, onWriting }: ResultViewProps) {
  switch (state.kind) {
    case "idle":
      return (
        <EmptyState
          icon={IconTerminal2}
          title={resultText.empty}
          description={resultText.emptyHint}
        />
      );
    case "running":
      return <div className={styles.result} aria-busy="true" />;
    case "stopped":
      return (
        <EmptyState
          icon={IconPlayerStop}
          title={state.asked.mode === "read" ? sqlText.stopped : sqlText.stoppedWriting}
        />
      );
    case "failed": {
      const couldWrite = state.asked.mode === "read" && /may only read/.test(state.error.message);
      return (
        <div className={styles.refusal}>
          <Refusal error={state.error} />
          {couldWrite && (
            <Button mt="sm" size="xs" variant="default" onClick={onWriting}>
              {sqlText.needsWriting}
            </Button>
          )}
        </div>
      );
    }
    case "done":
      return state.outcome.kind === "plan" ? (
        <PlanView plan={state.outcome} />
      ) : (
        <Rows
          key={state.asked.text}
          outcome={state.outcome}
          onLimit={onLimit}
          onKeep={() => onKeep(state.asked)}
        />
      );
  }
}

interface RowsProps {
  readonly outcome: RowsOutcome;
  readonly onLimit: (limit: number) => void;
  readonly onKeep: () => void;
}

function Rows({ outcome, onLimit, onKeep }: RowsProps) {
  const { columns, rows, affected, changes } = outcome;
  const hasWritten = affected > 0 || changes.length > 0 || outcome.tried;
  return (
    <div className={styles.result}>
      <ResultBar outcome={outcome} onLimit={onLimit} />
      {hasWritten && <Written outcome={outcome} onKeep={onKeep} />}
      {columns.length > 0 && rows.length > 0 && <ResultGrid columns={columns} rows={rows} />}
      {columns.length > 0 && rows.length === 0 && (
        <EmptyState
          icon={IconTableOff}
          title={resultText.noRows}
          description={resultText.noRowsHint}
        />
      )}
      {columns.length === 0 && !hasWritten && (
        <EmptyState icon={IconCheck} title={resultText.done} description={resultText.doneHint} />
      )}
    </div>
  );
}
