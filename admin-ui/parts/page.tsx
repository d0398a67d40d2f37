import { Box, Group, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useAppearance } from "../client/use-appearance.ts";
import { text } from "../strings.ts";
import styles from "./page.module.css";

interface PageProps {
  readonly title: string;
  /** What stands where the title stands, where that is more than words: an icon, a badge. */
  readonly heading?: ReactNode;
  readonly description?: ReactNode;
  /** Buttons at the right of the title; the most important one last. */
  readonly actions?: ReactNode;
  /** No margins, and no scrolling of its own: a grid that fills the place. */
  readonly full?: boolean;
  readonly children: ReactNode;
}

/** A page's frame: title, actions, contents. */
export function Page({ title, heading, description, actions, full, children }: PageProps) {
  const { name = text.product } = useAppearance();
  useDocumentTitle(`${title} · ${name}`);
  return (
    <Box className={styles.page} data-full={full || undefined}>
      <header className={styles.header}>
        <div className={styles.title}>
          <Title order={1}>
            {heading ? <span className={styles.heading}>{heading}</span> : title}
          </Title>
          {description && (
            <Text c="dimmed" mt={2}>
              {description}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </header>
      <div className={styles.body}>{children}</div>
    </Box>
  );
}
