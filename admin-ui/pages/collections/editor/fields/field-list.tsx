import { Button, Group, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { FieldDraft } from "../../../../fields/settings-props.ts";
import { problemsBelow } from "../../../../parts/problems-below.ts";
import { SortableList } from "../../../../parts/sortable-list/sortable-list.tsx";
import { fieldsText } from "../../strings.ts";
import { newField, newKey } from "../draft.ts";
import type { EditorProps } from "../editor-props.ts";
import { FieldRow } from "./field-row.tsx";
import styles from "./fields.module.css";
import { RemovedFields } from "./removed-fields.tsx";

interface FieldListProps extends EditorProps {
  /** As they are stored: what is missing in the draft can be put back. */
  readonly stored: readonly FieldDraft[];
  /** To be read only. */
  readonly isLocked: boolean;
}

/** The fields in their order; those that are taken out can be put back until it is saved. */
export function FieldList({ draft, onChange, problems, stored, isLocked }: FieldListProps) {
  const [opened, setOpened] = useState<string | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  const { fields } = draft;
  const setFields = (edit: (fields: readonly FieldDraft[]) => readonly FieldDraft[]) =>
    onChange((before) => ({ fields: edit(before.fields) }));

  const addAfter = (position: number) => {
    const field = newField();
    setFresh(field.key);
    setFields((all) => all.toSpliced(position + 1, 0, field));
  };

  return (
    <div>
      <SortableList
        label={fieldsText.list}
        className={styles.list}
        items={fields}
        idOf={({ key }) => key}
        nameOf={({ name }) => fieldsText.nameOf(name)}
        onChange={setFields}
      >
        {fields.map((field, position) => (
          <FieldRow
            key={field.key}
            field={field}
            problems={problemsBelow(problems, `fields.${position}`)}
            opened={opened === field.key}
            focused={fresh === field.key}
            marksNew={draft.id !== undefined}
            onToggle={() => setOpened(opened === field.key ? null : field.key)}
            onChange={(change) =>
              setFields((all) =>
                all.map((each) => (each.key === field.key ? { ...each, ...change } : each)),
              )
            }
            onNext={() => addAfter(position)}
            onRemove={() => setFields((all) => all.filter(({ key }) => key !== field.key))}
            onDuplicate={() => {
              const { id: _, ...copy } = field;
              const next = { ...copy, key: newKey(), name: `${field.name}_copy` };
              setFresh(next.key);
              setFields((all) => all.toSpliced(position + 1, 0, next as FieldDraft));
            }}
          />
        ))}
      </SortableList>
      <RemovedFields
        stored={stored}
        fields={fields}
        onPutBack={(field) => setFields((all) => [...all, field])}
      />
      {!isLocked && (
        <Group mt="sm" gap="sm">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => addAfter(lastOwn(fields))}
          >
            {fieldsText.add}
          </Button>
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {fieldsText.addHint}
          </Text>
        </Group>
      )}
    </div>
  );
}

/** A further field goes before the dates at the end, which are seldom looked at. */
function lastOwn(fields: readonly FieldDraft[]): number {
  const last = fields.findLastIndex(({ type }) => type !== "autodate");
  return last < 0 ? fields.length - 1 : last;
}
