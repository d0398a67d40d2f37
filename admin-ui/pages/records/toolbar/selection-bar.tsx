import { ActionIcon, Button, Text, Tooltip } from "@mantine/core";
import { IconTrash, IconX } from "@tabler/icons-react";
import type { Collection } from "../../../../src/product.ts";
import { confirm } from "../../../parts/confirm.tsx";
import { text } from "../../../strings.ts";
import styles from "../records.module.css";
import { recordsText } from "../strings.ts";
import { useDeleteRecords } from "../use-delete-records.ts";

interface SelectionBarProps {
  readonly collection: Collection;
  readonly selected: ReadonlySet<string>;
  readonly onDone: () => void;
}

/** What can be done to the records that are selected. */
export function SelectionBar({ collection, selected, onDone }: SelectionBarProps) {
  const remove = useDeleteRecords(collection);
  const canWrite = collection.type !== "view";
  return (
    <div
      className={styles.selection}
      role="toolbar"
      aria-label={recordsText.selected(selected.size)}
    >
      <Text size="sm" fw={500} className="number">
        {recordsText.selected(selected.size)}
      </Text>
      {canWrite && (
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
      )}
      <Tooltip label={recordsText.clearSelection}>
        <ActionIcon aria-label={recordsText.clearSelection} onClick={onDone}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
