import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useState, type ReactNode } from "react";
import { text } from "../strings.ts";

export interface ConfirmOptions {
  readonly title: string;
  /** What will be gone, and what will not. */
  readonly message: ReactNode;
  /** The button's word: what happens, not "OK". */
  readonly action?: string;
  /** Has to be typed first; for what does not come back. */
  readonly word?: string;
  readonly onConfirm: () => void;
}

/** Asks before something is taken away. */
export function confirm({
  title,
  message,
  action = text.delete,
  word,
  onConfirm,
}: ConfirmOptions): void {
  const id = modals.open({
    title,
    children: (
      <Question
        message={message}
        action={action}
        word={word}
        onConfirm={onConfirm}
        close={() => modals.close(id)}
      />
    ),
  });
}

interface QuestionProps extends Pick<ConfirmOptions, "message" | "onConfirm"> {
  readonly action: string;
  readonly word: string | undefined;
  readonly close: () => void;
}

function Question({ message, action, word, onConfirm, close }: QuestionProps) {
  const [typed, setTyped] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        close();
        onConfirm();
      }}
    >
      <Stack gap="md">
        <Text component="div">{message}</Text>
        {word !== undefined && (
          <TextInput
            data-autofocus
            label={text.typeToConfirm(word)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {text.cancel}
          </Button>
          <Button type="submit" color="red" disabled={word !== undefined && typed !== word}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
