import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { text } from "../strings.ts";

/** How long the offer stands, milliseconds. */
const offerMs = 12_000;

/** Says what was done, beside a button that takes it back. */
export function offerUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: offerMs,
    color: "gray",
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {text.undo}
        </Button>
      </Group>
    ),
  });
}
