import type { CellProps } from "../cell.ts";
import styles from "../cells.module.css";
import { EmptyCell } from "../empty-cell.tsx";

export function JsonCell({ value }: CellProps) {
  if (value === null || value === undefined) return <EmptyCell />;
  return <span className={styles.mono}>{JSON.stringify(value).slice(0, 200)}</span>;
}
