import { ActionIcon, Group, Text, UnstyledButton } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import styles from "../records.module.css";
import { recordsText } from "../strings.ts";
import type { Searches } from "./searches.ts";

interface RecentSearchesProps {
  readonly searches: Searches;
  readonly onChoose: (search: string) => void;
}

const { views: words } = recordsText;

/** What was looked for, to be looked for again. */
export function RecentSearches({ searches, onChoose }: RecentSearchesProps) {
  if (searches.all.length === 0) return null;
  return (
    <div className={styles.recent} role="group" aria-label={words.recent}>
      <Group justify="space-between" px={8} pb={2}>
        <Text size="xs" c="dimmed" fw={600}>
          {words.recent}
        </Text>
        <UnstyledButton className={styles.forget} onClick={searches.forgetAll}>
          {words.forgetAll}
        </UnstyledButton>
      </Group>
      <div className={styles.searches}>
        {searches.all.map((search) => (
          <Group key={search} gap={4} wrap="nowrap">
            <UnstyledButton
              className={`mono ${styles.view}`}
              title={search}
              onClick={() => onChoose(search)}
            >
              {search}
            </UnstyledButton>
            <ActionIcon
              size="sm"
              aria-label={words.remove(search)}
              onClick={() => searches.forget(search)}
            >
              <IconX size={14} />
            </ActionIcon>
          </Group>
        ))}
      </div>
    </div>
  );
}
