import {
  ActionIcon,
  Badge,
  Button,
  Code,
  Group,
  MultiSelect,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { fieldsText, indexesText } from "../../strings.ts";
import { isOfSystem } from "../draft.ts";
import type { EditorProps } from "../editor-props.ts";
import { IndexForm } from "./index-form.tsx";
import styles from "./indexes.module.css";

/** What makes reading quick: indexes, and the search for words. */
export function IndexesTab({ draft, onChange, problems }: EditorProps) {
  const [editing, setEditing] = useState<number | "new" | null>(null);
  const indexes = draft.indexes ?? [];
  const wordy = draft.fields.filter(
    ({ type, system, name }) =>
      name !== "" && ["text", "editor", "email", "url", "select"].includes(type) && !system,
  );
  return (
    <Stack gap="xl">
      <Stack gap="sm">
        <div>
          <Title order={2}>{indexesText.indexes}</Title>
          <Text c="dimmed">{indexesText.indexesHint}</Text>
        </div>
        {indexes.length === 0 && <Text size="sm">{indexesText.none}</Text>}
        {indexes.map((statement, position) => (
          <div key={statement} className={styles.index}>
            <Code className={styles.statement}>{statement.replaceAll(/\s+/g, " ")}</Code>
            {/UNIQUE/i.test(statement) && <Badge>{indexesText.uniqueBadge}</Badge>}
            {isOfSystem(statement) ? (
              <Badge color="gray">{fieldsText.system}</Badge>
            ) : (
              <>
                <ActionIcon
                  aria-label={indexesText.edit(nameIn(statement))}
                  onClick={() => setEditing(position)}
                >
                  <IconPencil size={16} />
                </ActionIcon>
                <ActionIcon
                  aria-label={indexesText.remove(nameIn(statement))}
                  onClick={() => onChange({ indexes: indexes.toSpliced(position, 1) })}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </>
            )}
            {problems[`indexes.${position}`] && (
              <Text size="sm" c="red" className={styles.problem}>
                {problems[`indexes.${position}`]}
              </Text>
            )}
          </div>
        ))}
        {problems.indexes && <Text c="red">{problems.indexes}</Text>}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => setEditing("new")}
          >
            {indexesText.add}
          </Button>
        </Group>
      </Stack>
      <Stack gap="sm">
        <div>
          <Title order={2}>{indexesText.search}</Title>
          <Text c="dimmed">{indexesText.searchHint}</Text>
        </div>
        <MultiSelect
          label={indexesText.searchFields}
          placeholder={draft.search ? "" : indexesText.searchNone}
          clearable
          maw={560}
          data={wordy.map(({ name }) => name)}
          value={draft.search?.fields ?? []}
          onChange={(fields) => onChange({ search: fields.length > 0 ? { fields } : null })}
          error={problems.search}
        />
      </Stack>
      {editing !== null && (
        <IndexForm
          draft={draft}
          statement={editing === "new" ? null : (indexes[editing] ?? null)}
          onClose={() => setEditing(null)}
          onKeep={(statement) => {
            const at = editing === "new" ? indexes.length : editing;
            onChange({ indexes: indexes.toSpliced(at, editing === "new" ? 0 : 1, statement) });
            setEditing(null);
          }}
        />
      )}
    </Stack>
  );
}

function nameIn(statement: string): string {
  return /INDEX\s+[`"[]?(\w+)/i.exec(statement)?.[1] ?? statement;
}
