import { Box, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "../mcp.module.css";

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** One of the few things to do, in order. */
export function Step({ number, title, hint, children }: StepProps) {
  return (
    <section className={styles.step} aria-label={title}>
      <span className={styles.number} aria-hidden>
        {number}
      </span>
      <Title order={2}>{title}</Title>
      {hint && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
      <Box mt="xs">{children}</Box>
    </section>
  );
}
