import { useRef, useState, type KeyboardEvent } from "react";
import { ResizeHandle } from "../../../parts/row-grid/resize-handle.tsx";
import shared from "../../../parts/row-grid/row-grid.module.css";
import { useRowWindow } from "../../../parts/row-grid/row-window.ts";
import type { Cell, ResultColumn } from "../outcome.ts";
import { resultText } from "../strings.ts";
import { CellView } from "./cell-view.tsx";
import { columnWidths } from "./column-widths.ts";
import { GridRow } from "./grid-row.tsx";
import { TypeMark } from "./type-mark.tsx";
import styles from "./result-grid.module.css";

interface ResultGridProps {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

const rowHeight = 30;
const numberWidth = 56;
const narrowest = 56;

/** Rows of any number, of which those in sight are drawn. Arrows go from cell to cell, Enter opens one. */
export function ResultGrid({ columns, rows }: ResultGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [widths, setWidths] = useState(() => columnWidths(columns, rows));
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [opened, setOpened] = useState<Place | null>(null);
  const sight = useRowWindow(scroller, rows.length, rowHeight);
  const template = `${numberWidth}px ${widths.map((each) => `${each}px`).join(" ")} minmax(24px, 1fr)`;
  const width = widths.reduce((sum, each) => sum + each, numberWidth + 24);

  const go = (row: number, column: number) => {
    const next = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    };
    setActive(next);
    sight.show(next.row);
    showColumn(scroller.current, widths, next.column);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const { row, column } = active;
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== "c" || String(getSelection()) !== "") return;
      event.preventDefault();
      return void navigator.clipboard.writeText(String(rows[row]?.[column] ?? ""));
    }
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2;
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(row + 1, column),
      ArrowUp: () => go(row - 1, column),
      ArrowRight: () => go(row, column + 1),
      ArrowLeft: () => go(row, column - 1),
      PageDown: () => go(row + page, column),
      PageUp: () => go(row - page, column),
      Home: () => go(0, column),
      End: () => go(rows.length - 1, column),
      Enter: () => setOpened(active),
    };
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  return (
    <>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={resultText.grid}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={
          active.row >= sight.first && active.row < sight.last
            ? `cell-${active.row}-${active.column}`
            : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={shared.head} style={{ minWidth: width }}>
          <div
            role="row"
            aria-rowindex={1}
            className={styles.headRow}
            style={{ gridTemplateColumns: template }}
          >
            <span className={styles.number} />
            {columns.map((column, index) => (
              <div key={index} role="columnheader" className={styles.headCell}>
                <TypeMark column={column} />
                <ResizeHandle
                  width={widths[index] ?? narrowest}
                  onResize={(next) =>
                    setWidths((before) => before.with(index, Math.max(narrowest, next)))
                  }
                />
              </div>
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          className={shared.rows}
          style={{ height: sight.height, minWidth: width }}
        >
          {Array.from({ length: sight.last - sight.first }, (_, index) => sight.first + index).map(
            (row) => (
              <GridRow
                key={row}
                index={row}
                top={sight.topOf(row)}
                cells={rows[row]!}
                columns={columns}
                template={template}
                active={active.row === row ? active.column : -1}
                onChoose={(column) => setActive({ row, column })}
                onOpen={(column) => setOpened({ row, column })}
              />
            ),
          )}
        </div>
      </div>
      {opened && (
        <CellView
          column={columns[opened.column]!}
          value={rows[opened.row]?.[opened.column] ?? null}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function showColumn(scroller: HTMLElement | null, widths: readonly number[], column: number): void {
  if (!scroller) return;
  const left = widths.slice(0, column).reduce((sum, each) => sum + each, 0);
  const right = left + (widths[column] ?? 0) + numberWidth;
  if (left < scroller.scrollLeft) scroller.scrollLeft = left;
  else if (right > scroller.scrollLeft + scroller.clientWidth) {
    scroller.scrollLeft = right - scroller.clientWidth;
  }
}
