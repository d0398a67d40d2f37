import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import type { RecordData } from "../../../client/record.ts";
import shared from "../../../parts/row-grid/row-grid.module.css";
import { useRowWindow } from "../../../parts/row-grid/row-window.ts";
import { copy } from "../copy.ts";
import { recordsText } from "../strings.ts";
import { valueText, type CellPlace } from "./cell-menu.tsx";
import type { GridProps } from "./grid-props.ts";
import { GridHeader } from "./grid-header.tsx";
import { GridRow } from "./grid-row.tsx";
import styles from "./grid.module.css";

const rowHeight = 36;
const selectWidth = 44;

/**
 * A grid over any number of rows, of which those in sight are drawn. Arrows, Space and Enter work,
 * and a value has a menu: with the other mouse button, or the keyboard's own key for it.
 */
export function Grid(props: GridProps) {
  const { label, columns, total, selected, open, fresh, row, onSelect, onOpen, onRange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const [column, setColumn] = useState(-1);
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
  const openMenu = (row: number, at: number, place?: Pick<CellPlace, "x" | "y">) => {
    const record = props.row(row);
    const field = columns[at]?.field;
    if (!record || !field) return;
    setActive(row);
    setColumn(at);
    const { left = 0, bottom = 0 } =
      document.querySelector(`#cell-${row}-${at}`)?.getBoundingClientRect() ?? {};
    props.onMenu({ record, field, x: left + 12, y: bottom, ...place });
  };
  const onContextMenu = (event: MouseEvent<HTMLDivElement>) => {
    const cell = (event.target as Element).closest<HTMLElement>("[data-column]");
    const row = cell?.closest<HTMLElement>("[data-row]");
    if (!cell || !row) return;
    event.preventDefault();
    const place = { x: event.clientX, y: event.clientY };
    openMenu(Number(row.dataset.row), Number(cell.dataset.column), place);
  };
  const goAcross = (to: number) => {
    const target = Math.max(-1, Math.min(columns.length - 1, to));
    setColumn(target);
    document
      .querySelector(`#cell-${active}-${target}`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2;
    const record = row(active);
    const field = columns[column]?.field;
    if ((event.ctrlKey || event.metaKey) && event.key === "c" && record && field) {
      event.preventDefault();
      copy(valueText(record[field.name]), recordsText.cell.copied);
    }
    if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      event.preventDefault();
      openMenu(active, Math.max(0, column));
    }
    const keys: Record<string, () => void> = {
      ArrowRight: () => goAcross(column + 1),
      ArrowLeft: () => goAcross(column - 1),
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
        active < rows.last && {
          "aria-activedescendant": column < 0 ? `row-${active}` : `cell-${active}-${column}`,
        })}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
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
              activeColumn={index === active ? column : -1}
              isSelected={selected.has(id)}
              isOpen={open === id && id !== ""}
              isFresh={fresh.has(id)}
              onToggle={toggle}
              onPeek={props.onPeek}
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
