import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { fieldKinds } from "../../../fields/field-kinds.ts";
import { ResizeHandle } from "../../../parts/row-grid/resize-handle.tsx";
import shared from "../../../parts/row-grid/row-grid.module.css";
import { recordsText } from "../strings.ts";
import type { Column } from "./columns.ts";
import type { GridProps } from "./grid-props.ts";
import styles from "./grid.module.css";

interface GridHeaderProps extends Pick<
  GridProps,
  "columns" | "sort" | "selected" | "onSort" | "onSelect" | "onResize"
> {
  readonly template: string;
  readonly width: number;
  /** Of the records in sight. */
  readonly ids: () => readonly string[];
}

/** What cannot be put in order. */
const unsortable = new Set(["json", "file", "vector", "geoPoint", "password"]);

export function GridHeader(props: GridHeaderProps) {
  const { columns, template, width, selected, ids, onSelect } = props;
  return (
    <div role="rowgroup" className={shared.head} style={{ minWidth: width }}>
      <div
        role="row"
        aria-rowindex={1}
        className={styles.headRow}
        style={{ gridTemplateColumns: template }}
      >
        <div role="columnheader" className={styles.select}>
          <input
            type="checkbox"
            className={styles.checkbox}
            aria-label={recordsText.selectSeen}
            checked={selected.size > 0}
            onChange={() => onSelect(selected.size > 0 ? new Set() : new Set(ids()))}
          />
        </div>
        {columns.map((column) => (
          <HeaderCell key={column.field.id} column={column} {...props} />
        ))}
      </div>
    </div>
  );
}

function HeaderCell({ column, sort, onSort, onResize }: GridHeaderProps & { column: Column }) {
  const { name, type } = column.field;
  const { icon: Icon, label } = fieldKinds[type];
  const direction = sort === name ? "ascending" : sort === `-${name}` ? "descending" : "none";
  const next = { none: name, ascending: `-${name}`, descending: "" }[direction];
  return (
    <div
      role="columnheader"
      aria-sort={direction}
      className={styles.headCell}
      title={`${name} (${label})`}
    >
      <UnstyledButton
        className={styles.sort}
        disabled={unsortable.has(type)}
        onClick={() => onSort(next)}
      >
        <Icon size={14} stroke={1.7} />
        <span>{name}</span>
        {direction === "ascending" && <IconArrowUp size={14} />}
        {direction === "descending" && <IconArrowDown size={14} />}
      </UnstyledButton>
      <ResizeHandle width={column.width} onResize={(width) => onResize(column, width)} />
    </div>
  );
}
