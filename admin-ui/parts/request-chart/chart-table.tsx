import { Button, Table } from "@mantine/core";
import { millisecondsInWords } from "../duration.ts";
import { TableFrame } from "../table-frame.tsx";
import { countOf, kinds, spanInWords, spanOf, type Chart, type Span } from "./point.ts";
import styles from "./request-chart.module.css";
import { chartText as words } from "./strings.ts";

interface ChartTableProps {
  readonly chart: Chart;
  readonly onNarrow: ((span: Span) => void) | undefined;
}

/** The chart for whoever reads rather than looks; quiet times are left out. */
export function ChartTable({ chart, onNarrow }: ChartTableProps) {
  const rows = chart.items.map((point, index) => ({ point, span: spanOf(chart, index, index) }));
  const duration = (ms: number | null) => ms !== null && millisecondsInWords(ms);
  return (
    <div className={styles.table}>
      <TableFrame label={words.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.time}</Table.Th>
            {kinds.map((kind) => (
              <Table.Th key={kind} ta="right">
                {words.kinds[kind]}
              </Table.Th>
            ))}
            <Table.Th ta="right">{words.medianHead}</Table.Th>
            <Table.Th ta="right">{words.latency}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows
            .filter(({ point }) => countOf(point) > 0)
            .map(({ point, span }) => (
              <Table.Tr key={point.at} className="number">
                <Table.Td>
                  {onNarrow ? (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={words.narrow(spanInWords(span))}
                      onClick={() => onNarrow(span)}
                    >
                      {spanInWords(span)}
                    </Button>
                  ) : (
                    spanInWords(span)
                  )}
                </Table.Td>
                {kinds.map((kind) => (
                  <Table.Td key={kind} ta="right">
                    {point[kind].toLocaleString("en")}
                  </Table.Td>
                ))}
                <Table.Td ta="right">{duration(point.medianMs)}</Table.Td>
                <Table.Td ta="right">{duration(point.p95Ms)}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </TableFrame>
    </div>
  );
}
