import { Button, Group, Menu, Text } from "@mantine/core";
import { IconAlertTriangle, IconDownload } from "@tabler/icons-react";
import { millisecondsInWords } from "../../../parts/duration.ts";
import { rowLimits, type RowsOutcome } from "../outcome.ts";
import styles from "../sql.module.css";
import { resultText } from "../strings.ts";
import { exportRows } from "./export-rows.ts";

interface ResultBarProps {
  readonly outcome: RowsOutcome;
  readonly onLimit: (limit: number) => void;
}

/** How many rows, whether there are more, how long it took, and a way to take them along. */
export function ResultBar({ outcome, onLimit }: ResultBarProps) {
  const { columns, rows, more, tellsMore, limit, durationMs } = outcome;
  const further = rowLimits.find((each) => each > limit);
  return (
    <div className={styles.bar}>
      <Group gap="xs" role="status">
        {columns.length > 0 &&
          (more ? (
            <>
              <IconAlertTriangle size={15} color="var(--vb-warning)" />
              <Text span size="sm" fw={550}>
                {tellsMore
                  ? resultText.firstRows(rows.length)
                  : resultText.perhapsMore(rows.length)}
              </Text>
              {tellsMore && further !== undefined && (
                <Button size="compact-xs" variant="default" onClick={() => onLimit(further)}>
                  {resultText.getMore(further)}
                </Button>
              )}
            </>
          ) : (
            <Text span size="sm" fw={550}>
              {resultText.rows(rows.length)}
            </Text>
          ))}
        <Text span size="sm" c="dimmed" className="number">
          {millisecondsInWords(durationMs)}
        </Text>
      </Group>
      {rows.length > 0 && (
        <Menu>
          <Menu.Target>
            <Button size="compact-sm" variant="subtle" leftSection={<IconDownload size={15} />}>
              {resultText.export}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{resultText.exportHint}</Menu.Label>
            {(["csv", "json"] as const).map((format) => (
              <Menu.Item key={format} onClick={() => void exportRows(outcome, format)}>
                {resultText[format]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
