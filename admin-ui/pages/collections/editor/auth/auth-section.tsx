import { Group, Switch, Text } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./auth.module.css";

interface AuthSectionProps {
  readonly title: string;
  readonly hint: string;
  readonly enabled: boolean;
  readonly onToggle: (enabled: boolean) => void;
  readonly problem: string | undefined;
  readonly children: ReactNode;
}

/** A way to sign in: on or off, and its settings where it is on. */
export function AuthSection({
  title,
  hint,
  enabled,
  onToggle,
  problem,
  children,
}: AuthSectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Text fw={580}>{title}</Text>
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
        </div>
        <Switch
          aria-label={title}
          checked={enabled}
          onChange={(event) => onToggle(event.currentTarget.checked)}
        />
      </Group>
      {problem && (
        <Text size="sm" c="red">
          {problem}
        </Text>
      )}
      {enabled && <div className={styles.grid}>{children}</div>}
    </section>
  );
}
