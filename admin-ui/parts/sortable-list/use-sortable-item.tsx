import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { ActionIcon } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import styles from "./sortable-list.module.css";
import { sortableText } from "./strings.ts";

/** What makes an `<li>` of a `SortableList` movable: props for it, and the handle to put into it. */
export function useSortableItem(id: string, name: string) {
  const { attributes, listeners, ...sortable } = useSortable({ id });
  return {
    item: {
      ref: sortable.setNodeRef,
      "data-dragging": sortable.isDragging || undefined,
      style: {
        transform: CSS.Translate.toString(sortable.transform),
        transition: sortable.transition,
      },
    },
    handle: (
      <ActionIcon
        ref={sortable.setActivatorNodeRef}
        {...attributes}
        {...listeners}
        className={styles.handle}
        size="sm"
        aria-label={sortableText.handle(name)}
      >
        <IconGripVertical size={16} />
      </ActionIcon>
    ),
  };
}
