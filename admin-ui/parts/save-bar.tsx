import { Button, Group, Text } from "@mantine/core";
import styles from "./save-bar.module.css";

interface SaveBarProps {
  readonly note?: string;
  readonly secondary: { readonly label: string; readonly onClick: () => void };
  readonly action: string;
  readonly loading: boolean;
  /** Absent: it submits the form around it. */
  readonly onAction?: () => void;
}

/** Stays in sight at the bottom while there is something to save. */
export function SaveBar({ note, secondary, action, loading, onAction }: SaveBarProps) {
  return (
    <Group className={styles.bar} justify="space-between" wrap="nowrap">
      <Text size="sm" c="dimmed">
        {note}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Button variant="default" onClick={secondary.onClick}>
          {secondary.label}
        </Button>
        <Button loading={loading} {...(onAction ? { onClick: onAction } : { type: "submit" })}>
          {action}
        </Button>
      </Group>
    </Group>
  );
}
