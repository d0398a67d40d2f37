import { Button, Group, Text } from "@mantine/core";
import { IconChartBar, IconTable } from "@tabler/icons-react";
import { useState } from "react";
import { millisecondsInWords } from "../duration.ts";
import { Bars } from "./bars.tsx";
import { ChartTable } from "./chart-table.tsx";
import {
  countOf,
  kinds,
  markInWords,
  spanInWords,
  spanOf,
  type Chart,
  type Span,
} from "./point.ts";
import styles from "./request-chart.module.css";
import { chartText as words } from "./strings.ts";

interface RequestChartProps {
  readonly chart: Chart;
  /** Narrows the time that is looked at; absent: the chart is to look at only. */
  readonly onNarrow?: (span: Span) => void;
}

/** What was asked over time: how it ended, stacked, and how long nearly all of it took, as a line. */
export function RequestChart({ chart, onNarrow }: RequestChartProps) {
  const [isTable, setIsTable] = useState(false);
  const [pointed, setPointed] = useState<number | null>(null);
  const { items, total } = chart;
  const sums = kinds.map((kind) => items.reduce((sum, each) => sum + each[kind], 0));
  const wrong = total - (sums[0] ?? 0);
  return (
    <figure className={styles.figure} aria-label={words.title}>
      <Group justify="space-between" gap="xs" mih={26}>
        <figcaption className={styles.legend}>
          {pointed === null ? (
            <>
              {kinds.map((kind, index) => (
                <span key={kind} className={styles.key} data-kind={kind}>
                  {words.kinds[kind]} <b className="number">{sums[index]?.toLocaleString("en")}</b>
                </span>
              ))}
              <span className={styles.key} data-kind="latency">
                {words.latency}
              </span>
            </>
          ) : (
            <Readout chart={chart} index={pointed} />
          )}
        </figcaption>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={isTable ? <IconChartBar size={14} /> : <IconTable size={14} />}
          onClick={() => setIsTable(!isTable)}
        >
          {isTable ? words.chart : words.table}
        </Button>
      </Group>
      {isTable ? (
        <ChartTable chart={chart} onNarrow={onNarrow} />
      ) : (
        <>
          <Bars
            chart={chart}
            label={`${words.title}: ${words.summary(total, wrong)}. ${onNarrow ? words.hint : ""}`}
            pointed={pointed}
            onPoint={setPointed}
            onNarrow={onNarrow}
          />
          <Marks chart={chart} />
        </>
      )}
    </figure>
  );
}

/** What there is where the pointer is. */
function Readout({ chart, index }: { chart: Chart; index: number }) {
  const point = chart.items[index];
  if (!point) return null;
  const said = kinds.filter((kind) => point[kind] > 0);
  return (
    <>
      <Text span fz="xs" fw={600} className="number">
        {spanInWords(spanOf(chart, index, index))}
      </Text>
      {countOf(point) === 0 && <span>{words.nothing}</span>}
      {said.map((kind) => (
        <span key={kind} className={styles.key} data-kind={kind}>
          {words.kinds[kind]} <b className="number">{point[kind].toLocaleString("en")}</b>
        </span>
      ))}
      {point.medianMs !== null && point.p95Ms !== null && (
        <span className={styles.key} data-kind="latency">
          {words.median(millisecondsInWords(point.medianMs))},{" "}
          {words.p95(millisecondsInWords(point.p95Ms))}
        </span>
      )}
    </>
  );
}

/** The time below the bars. */
function Marks({ chart: { items, stepMs } }: { chart: Chart }) {
  const first = new Date(items[0]?.at ?? 0).getTime();
  const lengthMs = new Date(items.at(-1)?.at ?? 0).getTime() + stepMs - first;
  const parts = [0, 0.25, 0.5, 0.75, 1];
  return (
    <div className={styles.marks} aria-hidden>
      {parts.map((part) => (
        <span key={part}>{markInWords(new Date(first + part * lengthMs), lengthMs)}</span>
      ))}
    </div>
  );
}
