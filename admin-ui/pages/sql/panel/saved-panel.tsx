import { ActionIcon, Button, Group, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconBookmark, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useSavedQueries } from "../remembered.ts";
import styles from "../sql.module.css";
import { panelText } from "../strings.ts";

interface SavedPanelProps {
  readonly text: string;
  readonly onOpen: (query: string, runs: boolean) => void;
}

/** Queries by name, and a name for the one that is in the editor. */
export function SavedPanel({ text, onOpen }: SavedPanelProps) {
  const { saved, save, remove } = useSavedQueries();
  const [name, setName] = useState("");
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save({ name: name.trim(), text });
          setName("");
        }}
      >
        <Group gap={6} wrap="nowrap">
          <TextInput
            flex={1}
            size="xs"
            aria-label={panelText.saveQuery}
            placeholder={panelText.saveQuery}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" disabled={name.trim() === "" || text.trim() === ""}>
            {panelText.save}
          </Button>
        </Group>
      </form>
      {saved.length === 0 && (
        <Text size="sm" c="dimmed">
          {panelText.noSaved}
        </Text>
      )}
      <ul className={styles.list}>
        {saved.map((query) => (
          <li key={query.name} className={styles.entry}>
            <UnstyledButton
              className={styles.entryName}
              title={query.text}
              onClick={() => onOpen(query.text, false)}
            >
              <IconBookmark size={14} stroke={1.7} />
              <span>{query.name}</span>
            </UnstyledButton>
            <ActionIcon
              size="sm"
              aria-label={panelText.remove(query.name)}
              onClick={() => remove(query.name)}
            >
              <IconX size={13} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </>
  );
}
