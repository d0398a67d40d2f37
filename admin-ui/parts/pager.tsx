import { Button, Group } from "@mantine/core";
import { text } from "../strings.ts";

interface PagerProps {
  readonly page: number;
  /** Whether the page is full: then there may be another. */
  readonly isFull: boolean;
  readonly onGo: (page: number | undefined) => void;
}

/** The way through what is listed by time; nothing where all of it is there. */
export function Pager({ page, isFull, onGo }: PagerProps) {
  if (page === 1 && !isFull) return null;
  return (
    <Group justify="flex-end" gap="xs">
      <Button
        size="xs"
        variant="default"
        disabled={page === 1}
        onClick={() => onGo(page > 2 ? page - 1 : undefined)}
      >
        {text.newer}
      </Button>
      <Button size="xs" variant="default" disabled={!isFull} onClick={() => onGo(page + 1)}>
        {text.older}
      </Button>
    </Group>
  );
}
