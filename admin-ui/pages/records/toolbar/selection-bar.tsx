import { ActionIcon, Button, Text, Tooltip } from "@mantine/core";
import { IconPencil, IconTrash, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { Collection } from "../../../../src/product.ts";
import { confirm } from "../../../parts/confirm.tsx";
import { text } from "../../../strings.ts";
import styles from "../records.module.css";
import { recordsText } from "../strings.ts";
import { useDeleteRecords } from "../use-delete-records.ts";
import { BulkEdit } from "./bulk-edit.tsx";

interface SelectionBarProps {
  readonly collection: Collection;
  readonly selected: ReadonlySet<string>;
  readonly onDone: () => void;
}

/** What can be done to the records that are selected. */
export function SelectionBar({ collection, selected, onDone }: SelectionBarProps) {
  const remove = useDeleteRecords(collection);
  const [editing, setEditing] = useState(false);
  return (
    <div
      className={styles.selection}
      role="toolbar"
      aria-label={recordsText.selected(selected.size)}
    >
      <Text size="sm" fw={500} className="number">
        {recordsText.selected(selected.size)}
      </Text>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPencil size={14} />}
        onClick={() => setEditing(true)}
      >
        {recordsText.bulk.edit}
      </Button>
      {editing && (
        <BulkEdit
          collection={collection}
          selected={selected}
          onClose={() => setEditing(false)}
          onDone={onDone}
        />
      )}
      <Button
        size="xs"
        color="red"
        variant="light"
        loading={remove.isPending}
        leftSection={<IconTrash size={14} />}
        onClick={() =>
          confirm({
            title: recordsText.deleteTitle(selected.size),
            message: recordsText.deleteText,
            onConfirm: () => remove.mutate([...selected], { onSuccess: onDone }),
          })
        }
      >
        {text.delete}
      </Button>
      <Tooltip label={recordsText.clearSelection}>
        <ActionIcon aria-label={recordsText.clearSelection} onClick={onDone}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
