import { Autocomplete, Checkbox, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { useCollections } from "../../../client/use-collections.ts";
import type { Blank } from "./prompt.ts";
import { promptsText } from "./strings.ts";

interface BlankListProps {
  readonly blanks: readonly Blank[];
  readonly say: (blank: Blank) => void;
}

/** What people are told of each blank, and where its proposals come from. */
export function BlankList({ blanks, say }: BlankListProps) {
  const { data: collections = [] } = useCollections();
  const fields = collections
    .filter(({ system }) => !system)
    .flatMap(({ name, fields: own }) =>
      own
        .filter(({ type, hidden }) => proposed.has(type) && !hidden)
        .map((field) => `${name}.${field.name}`),
    );
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
              data={fields}
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

/** Types whose values are something to choose from. */
const proposed: ReadonlySet<string> = new Set([
  "text",
  "email",
  "url",
  "number",
  "select",
  "date",
  "autodate",
  "relation",
]);
