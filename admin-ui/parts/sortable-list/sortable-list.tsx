import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
  type UniqueIdentifier,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import type { ReactNode } from "react";
import styles from "./sortable-list.module.css";
import { sortableText } from "./strings.ts";

interface SortableListProps<Item> {
  readonly label: string;
  readonly className: string | undefined;
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string;
  /** What a screen reader calls it while it is being moved. */
  readonly nameOf: (item: Item, index: number) => string;
  readonly onChange: (edit: (before: readonly Item[]) => readonly Item[]) => void;
  /** An `<li>` for each, which `useSortableItem` makes movable. */
  readonly children: ReactNode;
}

/** Things in an order, which a handle, or Space and the arrow keys, change. */
export function SortableList<Item>(props: SortableListProps<Item>) {
  const { label, className, items, idOf, nameOf, onChange, children } = props;
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = items.map(idOf);
  const move = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    const [from, to] = [ids.indexOf(String(active.id)), ids.indexOf(String(over.id))];
    onChange((all) => arrayMove([...all], from, to));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={move}
      accessibility={{
        screenReaderInstructions: { draggable: sortableText.hint },
        announcements: announcementsOf(ids, items.map(nameOf)),
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className={`${styles.list} ${className}`} aria-label={label}>
          {children}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

function announcementsOf(ids: readonly string[], names: readonly string[]): Announcements {
  const place = (id: UniqueIdentifier) => ids.indexOf(String(id)) + 1;
  const name = (id: UniqueIdentifier) => names[place(id) - 1] ?? "";
  return {
    onDragStart: ({ active }) => sortableText.lifted(name(active.id), place(active.id)),
    onDragOver: ({ active, over }) =>
      over ? sortableText.over(name(active.id), place(over.id), ids.length) : undefined,
    onDragEnd: ({ active, over }) =>
      sortableText.dropped(name(active.id), place(over?.id ?? active.id)),
    onDragCancel: ({ active }) => sortableText.dropped(name(active.id), place(active.id)),
  };
}
