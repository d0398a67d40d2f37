import { Autocomplete, Checkbox, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { useRead } from "../../../client/use-read.ts";
import type { Blank } from "./prompt.ts";
import { promptsText } from "./strings.ts";

interface BlankListProps {
  readonly blanks: readonly Blank[];
  readonly say: (blank: Blank) => void;
}

/** What people are told of each blank, and where its proposals come from. */
export function BlankList({ blanks, say }: BlankListProps) {
  const { data: completions } = useRead("prompts.completions", {});
  return (
    <Stack gap="xs">
      <Text fw={550} size="sm">
        {promptsText.blanks}
      </Text>
      {blanks.length === 0 && (
        <Text size="sm" c="dimmed">
          {promptsText.noBlanks}
        </Text>
      )}
      {blanks.map((blank) => (
        <Stack key={blank.name} gap={6}>
          <Group justify="space-between">
            <Code>{blank.name}</Code>
            <Checkbox
              label={promptsText.requiredShort}
              aria-label={promptsText.required(blank.name)}
              checked={blank.required}
              onChange={({ currentTarget: { checked } }) => say({ ...blank, required: checked })}
            />
          </Group>
          <Group gap="xs" grow>
            <TextInput
              aria-label={promptsText.blankAbout(blank.name)}
              placeholder={promptsText.blankAbout(blank.name)}
              value={blank.description}
              onChange={({ currentTarget: { value } }) => say({ ...blank, description: value })}
            />
            <Autocomplete
              aria-label={promptsText.completion(blank.name)}
              placeholder={promptsText.completionHint}
              data={completions?.items.map(({ completion }) => completion) ?? []}
              limit={50}
              value={blank.completion}
              onChange={(completion) => say({ ...blank, completion })}
            />
          </Group>
        </Stack>
      ))}
    </Stack>
  );
}
