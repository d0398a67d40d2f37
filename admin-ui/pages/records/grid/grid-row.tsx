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
  readonly isSelected: boolean;
  readonly isOpen: boolean;
  readonly isFresh: boolean;
  readonly onToggle: (index: number, through: boolean) => void;
  readonly onOpen: (id: string) => void;
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
      onClick={() => record && props.onOpen(id)}
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
      {columns.map(({ field }) => {
        const { Cell } = cells[field.type];
        return (
          <div key={field.id} role="gridcell" className={styles.cell}>
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
