import { Button, Group, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { FieldDraft } from "../../../../fields/settings-props.ts";
import { fieldsText } from "../../strings.ts";
import styles from "./fields.module.css";

interface RemovedFieldsProps {
  readonly stored: readonly FieldDraft[];
  readonly fields: readonly FieldDraft[];
  readonly onPutBack: (field: FieldDraft) => void;
}

/** Stored fields that saving drops: until then each can come back. */
export function RemovedFields({ stored, fields, onPutBack }: RemovedFieldsProps) {
  const removed = stored.filter(({ id }) => id && !fields.some((field) => field.id === id));
  return removed.map((field) => (
    <Group key={field.key} className={styles.removed} gap="xs" wrap="nowrap">
      <IconTrash size={16} aria-hidden />
      <Text size="sm" flex={1} truncate>
        {fieldsText.removed(field.name)}
      </Text>
      <Button size="compact-xs" variant="subtle" onClick={() => onPutBack(field)}>
        {fieldsText.putBack}
      </Button>
    </Group>
  ));
}
