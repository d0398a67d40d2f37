import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { RecordData } from "../../../client/record.ts";
import shared from "../../../parts/row-grid/row-grid.module.css";
import { useRowWindow } from "../../../parts/row-grid/row-window.ts";
import type { GridProps } from "./grid-props.ts";
import { GridHeader } from "./grid-header.tsx";
import { GridRow } from "./grid-row.tsx";
import styles from "./grid.module.css";

const rowHeight = 36;
const selectWidth = 44;

/** A grid over any number of rows, of which those in sight are drawn. Arrows, Space and Enter work. */
export function Grid(props: GridProps) {
  const { label, columns, total, selected, open, fresh, row, onSelect, onOpen, onRange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const rows = useRowWindow(scroller, total, rowHeight);
  const { first, last } = rows;
  useEffect(() => onRange({ first, last }), [onRange, first, last]);
  const template = `${selectWidth}px ${columns.map(({ width }) => `${width}px`).join(" ")} minmax(24px, 1fr)`;
  const width = columns.reduce((sum, column) => sum + column.width, selectWidth + 24);

  // Rows are drawn again only when what they show changes: their handlers may be old.
  const latest = useRef(selected);
  latest.current = selected;
  const anchor = useRef(-1);
  /** `through`: with all between it and the one before. */
  const toggle = (index: number, through: boolean) => {
    const id = idOf(row(index));
    if (id === undefined) return;
    const next = new Set(latest.current);
    if (through && anchor.current >= 0) {
      for (const each of between(anchor.current, index)) {
        const other = idOf(row(each));
        if (other !== undefined) next.add(other);
      }
    } else if (!next.delete(id)) next.add(id);
    anchor.current = index;
    onSelect(next);
  };
  const go = (row: number) => {
    const target = Math.max(0, Math.min(total - 1, row));
    setActive(target);
    rows.show(target);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2;
    const record = row(active);
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(active + 1),
      ArrowUp: () => go(active - 1),
      PageDown: () => go(active + page),
      PageUp: () => go(active - page),
      Home: () => go(0),
      End: () => go(total - 1),
      Enter: () => record && onOpen(String(record.id)),
      " ": () => toggle(active, event.shiftKey),
      Escape: () => selected.size > 0 && onSelect(new Set()),
    };
    const action = keys[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  };

  const inSight = Array.from({ length: last - first }, (_, index) => first + index);
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      {...(active >= rows.first &&
        active < rows.last && { "aria-activedescendant": `row-${active}` })}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={({ target, currentTarget }) => {
        if (target === currentTarget && active < 0 && target.matches(":focus-visible")) go(0);
      }}
    >
      <GridHeader
        {...props}
        template={template}
        width={width}
        ids={() => inSight.flatMap((index) => idOf(row(index)) ?? [])}
      />
      <div role="rowgroup" className={shared.rows} style={{ height: rows.height, minWidth: width }}>
        {inSight.map((index) => {
          const record = row(index);
          const id = idOf(record) ?? "";
          return (
            <GridRow
              key={index}
              index={index}
              top={rows.topOf(index)}
              record={record}
              columns={columns}
              template={template}
              isActive={index === active}
              isSelected={selected.has(id)}
              isOpen={open === id && id !== ""}
              isFresh={fresh.has(id)}
              onToggle={toggle}
              onOpen={(opened) => {
                setActive(index);
                onOpen(opened);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

function between(one: number, other: number): number[] {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}

function idOf(record: RecordData | undefined): string | undefined {
  return record && String(record.id);
}
