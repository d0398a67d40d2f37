import { Group, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";
import styles from "./dashboard.module.css";

interface PartProps {
  readonly title: string;
  /** The way to where there is more of it. */
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the dashboard under its heading. */
export function Part({ title, more, children }: PartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.part}>
      <Group justify="space-between" mb="xs" mih={26}>
        <Title order={2} id={id}>
          {title}
        </Title>
        {more}
      </Group>
      {children}
    </section>
  );
}
