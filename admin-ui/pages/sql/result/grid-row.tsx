import { memo } from "react";
import type { Cell, ResultColumn } from "../outcome.ts";
import { resultText } from "../strings.ts";
import styles from "./result-grid.module.css";

interface GridRowProps {
  readonly index: number;
  readonly top: number;
  readonly cells: readonly Cell[];
  readonly columns: readonly ResultColumn[];
  readonly template: string;
  /** The column that the keyboard is at; -1: another row's. */
  readonly active: number;
  readonly onChoose: (column: number) => void;
  readonly onOpen: (column: number) => void;
}

/** The handlers are new each time and do the same: what is drawn depends on the rest. */
export const GridRow = memo(Row, (before, after) =>
  (["index", "top", "cells", "columns", "template", "active"] as const).every(
    (each) => before[each] === after[each],
  ),
);

/** Characters of a value that are drawn: a cell holds far fewer. */
const drawn = 300;

function Row({ index, top, cells, columns, template, active, onChoose, onOpen }: GridRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles.row}
      style={{ top, gridTemplateColumns: template }}
    >
      <span className={styles.number} aria-hidden>
        {index + 1}
      </span>
      {columns.map((_, column) => {
        const value = cells[column] ?? null;
        return (
          <div
            key={column}
            id={`cell-${index}-${column}`}
            role="gridcell"
            className={styles.cell}
            data-kind={value === null ? "null" : typeof value}
            data-active={active === column || undefined}
            onClick={() => onChoose(column)}
            onDoubleClick={() => onOpen(column)}
          >
            {value === null ? resultText.null : String(value).slice(0, drawn)}
          </div>
        );
      })}
    </div>
  );
}
