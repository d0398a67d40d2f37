import { Stack, Text, UnstyledButton } from "@mantine/core";
import styles from "../scripts.module.css";
import { editorText } from "../strings.ts";
import type { Starter } from "./starter.ts";

interface StarterCardsProps {
  readonly starters: readonly Starter[];
  readonly onChoose: (starter: Starter) => void;
}

export function StarterCards({ starters, onChoose }: StarterCardsProps) {
  return (
    <Stack gap={6}>
      <Text size="sm" fw={550}>
        {editorText.starters}
      </Text>
      <div className={styles.starters}>
        {starters.map((starter) => (
          <UnstyledButton
            key={starter.title}
            className={styles.starter}
            onClick={() => onChoose(starter)}
          >
            <Text size="sm" fw={550}>
              {starter.title}
            </Text>
            <Text size="xs" c="dimmed">
              {starter.text}
            </Text>
          </UnstyledButton>
        ))}
      </div>
    </Stack>
  );
}
