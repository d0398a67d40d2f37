import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";

/** As it is: years and codes would be spoilt by separators. */
export function NumberCell({ value }: CellProps) {
  return typeof value === "number" ? (
    <span className={styles.number}>{String(value)}</span>
  ) : (
    <EmptyCell />
  );
}
