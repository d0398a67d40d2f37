import { memo } from "react";
import { labelOf, type RecordData } from "../../../client/record.ts";
import { cells } from "../../../fields/cells.ts";
import { recordsText } from "../strings.ts";
import type { Column } from "./columns.ts";
import styles from "./grid.module.css";

interface GridRowProps {
  readonly index: number;
  readonly top: number;
  readonly record: RecordData | undefined;
  readonly columns: readonly Column[];
  readonly template: string;
  readonly isActive: boolean;
  /** The column that the keyboard is at; -1: none, or another row's. */
  readonly activeColumn: number;
  readonly isSelected: boolean;
  readonly isOpen: boolean;
  readonly isFresh: boolean;
  readonly onToggle: (index: number, through: boolean) => void;
  readonly onOpen: (id: string) => void;
  readonly onPeek: (related: string) => void;
}

/** The handlers are new each time and do the same: what is drawn depends on the rest. */
export const GridRow = memo(Row, (before, after) =>
  (
    [
      "index",
      "top",
      "record",
      "columns",
      "template",
      "isActive",
      "activeColumn",
      "isSelected",
      "isOpen",
      "isFresh",
    ] as const
  ).every((each) => before[each] === after[each]),
);

function Row(props: GridRowProps) {
  const { index, top, record, columns, template, isActive, isSelected, isOpen, isFresh } = props;
  const id = String(record?.id ?? "");
  return (
    <div
      role="row"
      id={`row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={styles.row}
      data-active={isActive || undefined}
      data-open={isOpen || undefined}
      data-fresh={isFresh || undefined}
      style={{ top, gridTemplateColumns: template }}
      data-row={index}
      onClick={({ target }) => {
        const related = (target as Element).closest<HTMLElement>("[data-peek]")?.dataset.peek;
        if (related) props.onPeek(related);
        else if (record) props.onOpen(id);
      }}
    >
      <div
        role="gridcell"
        className={styles.select}
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        onClick={(event) => {
          event.stopPropagation();
          props.onToggle(index, event.shiftKey);
        }}
      >
        {record && (
          <input
            type="checkbox"
            className={styles.checkbox}
            readOnly
            tabIndex={-1}
            checked={isSelected}
            aria-label={recordsText.select(labelOf(record, undefined))}
          />
        )}
      </div>
      {columns.map(({ field }, column) => {
        const { Cell } = cells[field.type];
        return (
          <div
            key={field.id}
            id={`cell-${index}-${column}`}
            role="gridcell"
            className={styles.cell}
            data-column={column}
            data-active={props.activeColumn === column || undefined}
          >
            {record ? (
              <Cell field={field} value={record[field.name]} record={record} />
            ) : (
              <span className={styles.waiting} />
            )}
          </div>
        );
      })}
    </div>
  );
}
