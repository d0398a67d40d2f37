import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { playText } from "../catalog/strings.ts";
import { Answer } from "./answer.tsx";
import { AsCode } from "./as-code.tsx";
import type { McpQuestion } from "./ask-code.ts";
import type { useQuestion } from "./use-question.ts";

interface TryFormProps {
  readonly question: McpQuestion;
  readonly asking: ReturnType<typeof useQuestion>;
  /** The button's word. */
  readonly action: string;
  /** With whose rights. */
  readonly asWhom: string | undefined;
  /** It changes data when it is sent. */
  readonly isDangerous?: boolean;
  /** What is typed cannot be sent yet. */
  readonly isUnreadable?: boolean;
  readonly onSubmit: () => void;
  /** Beside the button. */
  readonly options?: ReactNode;
  readonly children: ReactNode;
}

/** Arguments, the button that sends them, and what came back. */
export function TryForm(props: TryFormProps) {
  const { question, asking, action, asWhom, isDangerous, isUnreadable, onSubmit } = props;
  return (
    <Stack gap="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isUnreadable) onSubmit();
        }}
      >
        <Stack gap="md">
          {props.children}
          <Group gap="md">
            <Button
              type="submit"
              loading={asking.isPending}
              disabled={isUnreadable === true}
              leftSection={<IconPlayerPlay size={16} />}
              {...(isDangerous && { color: "red" })}
            >
              {action}
            </Button>
            {props.options}
            <Text size="xs" c="dimmed" ml="auto">
              {asWhom === undefined ? playText.asMe : playText.asWhom(asWhom)}
            </Text>
          </Group>
        </Stack>
      </form>
      {asking.data && <Answer answered={asking.data} />}
      <AsCode question={question} />
    </Stack>
  );
}
