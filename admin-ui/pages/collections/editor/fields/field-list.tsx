import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { Button, Group, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { FieldDraft } from "../../../../fields/settings-props.ts";
import { fieldsText } from "../../strings.ts";
import { newField, newKey, problemsBelow } from "../draft.ts";
import type { EditorProps } from "../editor-props.ts";
import { FieldRow } from "./field-row.tsx";
import styles from "./fields.module.css";
import { RemovedFields } from "./removed-fields.tsx";

interface FieldListProps extends EditorProps {
  /** As they are stored: what is missing in the draft can be put back. */
  readonly stored: readonly FieldDraft[];
}

/** The fields in their order, which a handle, or Space and the arrow keys, change. */
export function FieldList({ draft, onChange, problems, stored }: FieldListProps) {
  const [opened, setOpened] = useState<string | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const { fields } = draft;
  const setFields = (edit: (fields: readonly FieldDraft[]) => readonly FieldDraft[]) =>
    onChange((before) => ({ fields: edit(before.fields) }));

  const addAfter = (position: number) => {
    const field = newField();
    setFresh(field.key);
    setFields((all) => all.toSpliced(position + 1, 0, field));
  };
  const move = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    const keys = fields.map(({ key }) => key);
    const [from, to] = [keys.indexOf(String(active.id)), keys.indexOf(String(over.id))];
    setFields((all) => arrayMove([...all], from, to));
  };

  return (
    <div>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={move}
        accessibility={{
          screenReaderInstructions: { draggable: fieldsText.dragHint },
          announcements: announcementsOf(fields),
        }}
      >
        <SortableContext
          items={fields.map(({ key }) => key)}
          strategy={verticalListSortingStrategy}
        >
          <ul className={styles.list} aria-label={fieldsText.list}>
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
          </ul>
        </SortableContext>
      </DndContext>
      <RemovedFields
        stored={stored}
        fields={fields}
        onPutBack={(field) => setFields((all) => [...all, field])}
      />
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
    </div>
  );
}

/** What a screen reader says of a field that is being moved. */
function announcementsOf(fields: readonly FieldDraft[]): Announcements {
  const place = (key: string | number) => fields.findIndex((field) => field.key === key) + 1;
  const name = (key: string | number) => fields[place(key) - 1]?.name ?? "";
  return {
    onDragStart: ({ active }) => fieldsText.lifted(name(active.id), place(active.id)),
    onDragOver: ({ active, over }) =>
      over ? fieldsText.over(name(active.id), place(over.id), fields.length) : undefined,
    onDragEnd: ({ active, over }) =>
      fieldsText.dropped(name(active.id), place(over?.id ?? active.id)),
    onDragCancel: ({ active }) => fieldsText.dropped(name(active.id), place(active.id)),
  };
}

/** A further field goes before the dates at the end, which are seldom looked at. */
function lastOwn(fields: readonly FieldDraft[]): number {
  const last = fields.findLastIndex(({ type }) => type !== "autodate");
  return last < 0 ? fields.length - 1 : last;
}
